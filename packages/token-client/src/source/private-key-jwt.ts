import type { ClientAuth } from 'openid-client';
import type { ClientAuthFunction, SigningKey } from './options.js';

/**
 * Client authentication by a signed assertion (RFC 7523 section 2.2, OpenID Connect Core section 9). A function of its own, so
 * that pages which sign nothing do not load what it takes.
 * @param key a private key of WebCrypto that may sign, and the `kid` by which the provider knows it
 */
export function privateKeyJwt(key: SigningKey | { key: SigningKey; kid?: string }): ClientAuthFunction {
  return async (server, client, body, headers) => {
    const { PrivateKeyJwt } = await import('../request/openid-private-key.js');
    const authenticate: ClientAuth = PrivateKeyJwt(key);
    await authenticate(server, client, body, headers);
  };
}
