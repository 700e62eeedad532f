import { spacing } from '../limit/rate-limit.js';
import { idOf } from '../keyed/identity.js';
import { currentSettings } from '../keyed/settings.js';

/** A token request as a transport sees it. */
export interface TokenCall {
  /** Everything that its answer depends on, secrets included: digested at once and never kept. */
  text: string;
  lane: { key: string; interval: number };
}

/** What a transport knows of a call. A signal is none of it: it ends a call and does not change it. */
export interface CallDescription {
  /** The wrapped client: two instances may differ in ways that a call does not show (interceptors, agents). */
  client: object;
  method: string | undefined;
  url: string;
  body: unknown;
  /** Query parameters that the client adds to the address. */
  query?: unknown;
  /** Headers, credentials and options that change the request or the shape of its answer. */
  rest?: unknown;
}

/** Grants whose answer may be given again. A code works once; with a refresh token the caller asks for new tokens. */
export const ONCE_ONLY = /authorization_code|refresh_token|device_code|ciba/;

/** Reads a call; `undefined` when it is no token request that may be answered again, which then goes through untouched. */
export function tokenCall({
  client,
  method,
  url,
  body,
  query,
  rest,
}: CallDescription): TokenCall | undefined {
  const verb = method?.toUpperCase();
  // Some providers are asked by GET, with the grant in the address (Safaricom, SuccessFactors).
  if (verb !== 'POST' && verb !== 'GET') return undefined;
  const address = /^[^?#]*\?([^#]*)/.exec(url)?.[1];
  const all = [verb === 'GET' ? undefined : body, query, address].map(
    (source) => fieldsOf(source) ?? new Map<string, unknown>(),
  );
  const fields = new Map(all.reverse().flatMap((some) => [...some]));
  const grant = fields.get('grant_type') ?? (asksByClientAlone(url, fields, rest) ? '' : undefined);
  if (typeof grant !== 'string' || ONCE_ONLY.test(grant)) return undefined;
  const text = textOf([idOf(client), verb, url, ...all.map((some) => [...some]), rest]);
  return { text, lane: laneOf(url, fields, grant) };
}

/** Some vendors want no grant: a client authenticates at an address for tokens, and sends nothing that would be used up. */
function asksByClientAlone(url: string, fields: Map<string, unknown>, rest: unknown): boolean {
  if (!/oauth|token/i.test(url) || /introspect|revo(ke|cation)|userinfo|logout/i.test(url)) return false;
  if ([...fields.keys()].some((name) => /^(token|code|refresh_token|assertion)$/.test(name))) return false;
  return /\bBasic |"auth"[:,]|"username":/.test(textOf(rest) ?? '');
}

/** The fields of a form, a JSON text, an object or form data; `undefined` for anything else, such as a stream. */
export function fieldsOf(body: unknown): Map<string, unknown> | undefined {
  if (body instanceof URLSearchParams) return collect(body);
  if (body instanceof Uint8Array) return fieldsOf(new TextDecoder().decode(body));
  if (typeof FormData === 'function' && body instanceof FormData) return collect(body);
  if (typeof body === 'string')
    return body.trimStart().startsWith('{') ? jsonFields(body) : collect(new URLSearchParams(body));
  if (typeof body !== 'object' || body === null) return undefined;
  if (/^(Object|null)$/.test(className(body))) return new Map(Object.entries(body));
  const listed = listedEntries(body);
  return listed && new Map(listed);
}

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return prototype === null ? 'null' : (prototype.constructor?.name ?? '');
}

/** Angular's `HttpParams` and `HttpHeaders`: names, and a list of values for each. */
function listedEntries(value: object): [string, unknown][] | undefined {
  const { keys, getAll } = value as { keys?: unknown; getAll?: unknown };
  if (typeof keys !== 'function' || typeof getAll !== 'function') return undefined;
  const names = [...(keys.call(value) as Iterable<string>)];
  return names.map((name) => {
    const values = getAll.call(value, name) as unknown[];
    return [name, values.length === 1 ? values[0] : values];
  });
}

function jsonFields(text: string): Map<string, unknown> | undefined {
  try {
    return new Map(Object.entries(JSON.parse(text) as object));
  } catch {
    return undefined;
  }
}

/** Repeated fields are kept as a list. */
function collect(entries: Iterable<[string, unknown]>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of entries)
    fields.set(name, fields.has(name) ? [fields.get(name), value].flat() : value);
  return fields;
}

/**
 * Everything as text. What cannot be read (agents, functions) is named by its identity: a call with another agent is another call,
 * and one with a new agent each time is never answered from an earlier one.
 */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'function') return `#${idOf(member)}`;
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    if (/^(Object|null|AxiosHeaders)$/.test(className(member))) return member;
    const listed = listedEntries(member);
    if (listed) return listed;
    return Symbol.iterator in member ? [...(member as Iterable<unknown>)] : `#${idOf(member)}`;
  });
}

/** As for keyed calls: the user in the provider's organisation, else the client. */
export function laneOf(url: string, fields: Map<string, unknown>, grant: string) {
  const { rateLimit } = currentSettings();
  const host = URL.canParse(url) ? new URL(url).host : url;
  const username = fields.get('username');
  if (rateLimit && rateLimit.key) return { key: rateLimit.key, interval: spacing(rateLimit) };
  if (grant === 'password' || typeof username === 'string')
    return { key: `${host} user ${String(username).toLowerCase()}`, interval: spacing(rateLimit) };
  const client = String(fields.get('client_id') ?? '');
  return { key: `${host} client ${client}`, interval: rateLimit ? spacing(rateLimit) : 0 };
}
