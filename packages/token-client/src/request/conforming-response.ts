import { parseObject, type ReadResponse, type TokenMembers } from './answer.js';

/**
 * The answer as RFC 6749 section 5.1 wants it, for openid-client to judge. A refusal, a page that is no JSON and an object
 * without an access token stay what they are.
 */
export function conformingResponse({ status, statusText, headers, text }: ReadResponse): Response {
  const object = status >= 200 && status < 300 ? parseObject(text) : undefined;
  if (!object) return new Response(bodyAllowed(status) ? text : null, { status, statusText, headers });
  return new Response(JSON.stringify(readMembers(object)), {
    status: 200,
    headers: { 'content-type': 'application/json' },
  });
}

/** The members that the cache needs, in order; the ID token is left out, because the application never had it checked. */
export function readMembers(object: Record<string, unknown>): TokenMembers {
  const { access_token, token_type, expires_in, scope, refresh_token } = object;
  const seconds = typeof expires_in === 'string' ? Number.parseFloat(expires_in) : expires_in;
  return {
    access_token: access_token as string,
    token_type: typeof token_type === 'string' && /^dpop$/i.test(token_type) ? 'dpop' : 'bearer',
    ...(typeof seconds === 'number' && seconds >= 0 && Number.isFinite(seconds) && { expires_in: seconds }),
    ...(typeof scope === 'string' && { scope }),
    ...(typeof refresh_token === 'string' && { refresh_token }),
  };
}

function bodyAllowed(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}
