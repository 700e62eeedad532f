import { scopeOnWire } from '../scope.js';
import type { Grant, TokenRequest, TokenRequestParameters } from './token-request.js';

/** One parameter of a token request; JSON bodies keep the value's type. */
export type Entry = readonly [name: string, value: string | number | boolean];

/** The parameters of the grant itself. */
export function grantEntries(grant: Grant): Entry[] {
  const type: Entry = ['grant_type', grant.type];
  switch (grant.type) {
    case 'client_credentials':
      return [type];
    case 'password':
      return [type, ...present({ username: grant.username, password: grant.password })];
    case 'refresh_token':
      return [type, ...present({ refresh_token: grant.refreshToken })];
    default:
      return [type, ...present(grant.parameters)];
  }
}

/**
 * The other parameters of a request.
 * @param refresh true for a refresh, which keeps the scope of the grant when it names none (RFC 6749 section 6) and takes no
 * parameters that belong to another grant
 */
export function requestEntries(request: TokenRequest, refresh: boolean): Entry[] {
  const { clientId, clientSecret, scope, audience, resource, parameters } = request;
  const method = request.clientAuthentication ?? (clientSecret == null ? 'none' : 'client_secret_basic');
  const entries = refresh
    ? present({ resource })
    : present({ scope: scopeOnWire(scope), audience, resource, ...parameters });
  if (method === 'client_secret_post')
    entries.push(...present({ client_id: clientId, client_secret: clientSecret }));
  if (method === 'none') entries.push(...present({ client_id: clientId }));
  // Basic beside a `client_id` parameter is how some clients ask; a refresh must ask in the same way.
  const named = parameters?.['client_id'];
  if (refresh && method === 'client_secret_basic' && typeof named === 'string')
    entries.push(['client_id', named]);
  return entries;
}

/** `Basic` credentials as HTTP clients send them: UTF-8, not form-encoded (see `ClientAuthentication`). */
export function basicCredentials(id: string, secret: string): string {
  const bytes = new TextEncoder().encode(`${id}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Where the parameters go: body and its type, or the query of the address. */
export function bodyOf(
  entries: readonly Entry[],
  format: 'form' | 'json' | 'query',
): { body?: string; contentType?: string; search?: string } {
  if (format === 'json') return { body: JSON.stringify(asObject(entries)), contentType: 'application/json' };
  const form = new URLSearchParams(
    entries.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  if (format === 'query') return { search: form };
  return { body: form, contentType: 'application/x-www-form-urlencoded;charset=UTF-8' };
}

function present(values: TokenRequestParameters): Entry[] {
  return Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((single) => single != null)
      .map((single): Entry => [name, single as Entry[1]]),
  );
}

function asObject(entries: readonly Entry[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const earlier = object[name];
    object[name] =
      earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value];
  }
  return object;
}
