const wrapped = new WeakMap<object, Map<string, object>>();

/** Wraps each client once for each kind, so that a wrapper can be written at every call. */
export function wrapOnce<T extends object>(kind: string, client: T, wrap: (client: T) => T): T {
  const kinds = wrapped.get(client) ?? new Map<string, object>();
  wrapped.set(client, kinds);
  let wrapper = kinds.get(kind) as T | undefined;
  if (!wrapper) kinds.set(kind, (wrapper = wrap(client)));
  return wrapper;
}

/** A client that answers some of its members itself and is the client in all others. */
export function override<T extends object>(
  client: T,
  members: object,
  call?: (...args: never[]) => unknown,
): T {
  return new Proxy(client, {
    get: (target, name) =>
      (name in members ? Reflect.get(members, name) : Reflect.get(target, name)) as unknown,
    ...(call && { apply: (_target, _this, args: never[]) => call(...args) }),
  });
}

/** Headers of a response that describe a body of another length and encoding than the one that is handed out. */
const OF_THE_BODY = new Set(['content-length', 'content-encoding', 'transfer-encoding']);

/** Whether a header still holds for a body that was counted down. */
export function describesAnyBody(name: string): boolean {
  return !OF_THE_BODY.has(name.toLowerCase());
}

/** A body as the client would have parsed it: text that is no JSON stays text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
