import type { Kept } from './exchange.js';
import { isResponse, NoAnswer, takenResponse, untold } from './call-result.js';
import { answered, answeredBack, type AnyCall } from './call.js';
import { knownClient } from './sdk-clients.js';
import { idOf } from '../keyed/identity.js';
import { laneOf, ONCE_ONLY, textOf, type TokenCall } from './token-call.js';

/**
 * A call of an SDK that asks the token endpoint each time, answering a repeated one from the first: `getToken` of simple-oauth2 and
 * client-oauth2, `genericGrantRequest` and `clientCredentialsGrant` of openid-client, `grant` of its version 5,
 * `acquireTokenByUsernamePassword` of msal-node, `clientCredentialsGrant` of auth0 and spotify-web-api-node, `password` and
 * `clientCredentials` of @badgateway/oauth2-client, `obtainDirectly` of keycloak-connect; with a callback as the last argument
 * `getOAuthAccessToken` of oauth. oauth4webapi's `clientCredentialsGrantRequest` and `genericTokenEndpointRequest` give a response.
 *
 * The receiver and the arguments are the key: an SDK object that is built for each call is never answered from an earlier one,
 * unless it shows what it is made of. An object that knows when it ends is handed out again as it is; a plain token response is
 * copied, with `expires_in` counted down.
 *
 * @example
 * const accessToken = await cachedSdkCall(client.getToken, client)({ username, password, scope });
 */
export function cachedSdkCall<F extends AnyCall>(call: F, receiver?: object): F {
  const run = (...args: unknown[]): unknown => {
    const real = (own: readonly unknown[]): unknown => Reflect.apply(call, receiver, own);
    const calledBack = typeof args.at(-1) === 'function';
    const described = describe(receiver ?? call, call.name, calledBack ? args.slice(0, -1) : args);
    if (calledBack) return described ? answeredBack(described, real, args, takenTogether) : real(args);
    const send = () => Promise.resolve(real(args));
    return described ? answered(described, send, taken) : send();
  };
  return run as unknown as F;
}

type Members = Record<string, unknown>;

function describe(of: object, name: string, args: readonly unknown[]): TokenCall | undefined {
  const objects = args.filter((value): value is Members => typeof value === 'object' && value !== null);
  const grants = [...args, ...objects.flatMap((value) => [value['grant_type'], value['grantType']])];
  if (grants.some((value) => typeof value === 'string' && ONCE_ONLY.test(value))) return undefined;
  const fields = new Map(objects.flatMap((value) => Object.entries(value)));
  try {
    const receiver = knownClient(of) ?? idOf(of);
    const text = textOf(['sdk', receiver, name, args.map(known)]);
    return { text, lane: laneOf(`sdk ${name}`, fields, '') };
  } catch {
    return undefined;
  }
}

/** A `Configuration` of openid-client that was discovered anew is the same one, where its secret can be seen. */
function known(value: unknown): unknown {
  const { serverMetadata, clientMetadata } = (value ?? {}) as Members;
  if (typeof serverMetadata !== 'function' || typeof clientMetadata !== 'function') return value;
  const client = { ...(clientMetadata.call(value) as Members) };
  if (typeof client['client_secret'] !== 'string') return value;
  const server = serverMetadata.call(value) as Members;
  return [server['issuer'], server['token_endpoint'], client];
}

function taken<T>(own: T): Kept<T> | Promise<Kept<T>> {
  // oauth4webapi: another function reads the response.
  if (isResponse(own)) return takenResponse(own) as Promise<Kept<T>>;
  const [holder, at] = holderOf(own as Members);
  const token = tokenOf(holder?.['access_token'] ?? holder?.['accessToken']);
  if (typeof token !== 'string') return untold();
  const text = JSON.stringify({ access_token: token, expires_in: lifetimeOf(holder!) });
  // As they are now: the caller owns what it is given, and may change it.
  const members = Object.getOwnPropertyDescriptors(holder!);
  const around = { ...(own as Members) };
  const stated = holder!['expires_in'];
  const isCopied = isPlain(own) && isPlain(holder) && stated !== undefined;
  const again = (next: string): T => {
    if (!isCopied) return unchanged(own, around, holder!, members);
    const { expires_in: left } = JSON.parse(next) as { expires_in?: number };
    const copy = Object.defineProperties({}, members) as Members;
    copy['expires_in'] = typeof stated === 'string' ? String(left) : left;
    return (at === null ? copy : { ...around, [at]: copy }) as T;
  };
  return { status: 200, text, again };
}

/** An SDK's object that a caller has changed in the meantime is nobody else's. */
function unchanged<T>(
  own: T,
  around: Members,
  holder: Members,
  members: Record<string, PropertyDescriptor>,
): T {
  const isSame =
    holds(own as Members, around) &&
    holds(
      holder,
      Object.fromEntries(
        Object.entries(members).flatMap(([name, { value, enumerable }]) =>
          enumerable ? [[name, value]] : [],
        ),
      ),
    );
  if (!isSame) throw new NoAnswer();
  return own;
}

/** The results of a callback: the first that holds a token, or is one, is told again. */
async function takenTogether(own: unknown[]): Promise<Kept<unknown[]>> {
  const kept = await Promise.all(own.map((value) => taken(value)));
  const holder = kept.find(({ text }) => text !== '');
  if (!holder) return untold();
  const again = (text: string) => kept.map((one, index) => (one.text === '' ? own[index] : one.again(text)));
  return { ...holder, again };
}

/** The object that holds the access token, and the member of the result where it is. */
function holderOf(own: Members | null | undefined): [Members | undefined, string | null] {
  for (const member of ['token', 'data', 'body']) {
    const inner = own?.[member] as Members | undefined;
    if (typeof inner?.['access_token'] === 'string') return [inner, member];
  }
  return [own ?? undefined, null];
}

/** keycloak-connect keeps a token as an object with its text and its claims. */
function tokenOf(value: unknown): unknown {
  return (value as Members | null | undefined)?.['token'] ?? value;
}

/** Seconds; `undefined` where the SDK does not say. */
function lifetimeOf(holder: Members): number | undefined {
  const { expires_in: stated, expiresOn, expires, expiresAt, access_token: access } = holder;
  const claims = (access as { content?: Members } | undefined)?.content;
  // Milliseconds since 1970 in @badgateway/oauth2-client.
  const at =
    holder['expires_at'] ?? claims?.['exp'] ?? (typeof expiresAt === 'number' ? expiresAt / 1000 : undefined);
  if (stated !== undefined && Number.isFinite(Number(stated))) return Number(stated);
  const end = [expiresOn, expires, at].find((value): value is Date => value instanceof Date);
  if (end) return Math.max(0, (end.getTime() - Date.now()) / 1000);
  return typeof at === 'number' ? Math.max(0, at - Date.now() / 1000) : undefined;
}

/** The same members and no other. */
function holds(object: Members, members: Members): boolean {
  const names = Object.keys(object);
  return (
    names.length === Object.keys(members).length && names.every((name) => object[name] === members[name])
  );
}

/** An object of no class, of whichever realm. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
