// The clients that are there from the start. Their "secrets" are names, open to read: this server listens on loopback, for
// tests and the demo alone.
import { generateKeyPairSync } from 'node:crypto';

/**
 * @typedef {object} KnownClient
 * @property {string} clientId
 * @property {string} [clientSecret] for `client_secret_basic` and `client_secret_post`: the server takes both
 * @property {import('node:crypto').JsonWebKey} [privateKey] for `private_key_jwt`, ES256
 */

/** @param {boolean} passwordGrant */
const serviceGrants = (passwordGrant) => [
  'client_credentials',
  'refresh_token',
  ...(passwordGrant ? ['password'] : []),
];

/**
 * One client for each way to authenticate (RFC 6749 section 2.3, OpenID Connect Core section 9).
 * @param {{ passwordGrant: boolean }} options
 * @returns {{ metadata: Record<string, unknown>[], known: Record<string, KnownClient> }} what the provider registers, and
 *   what a caller needs to act as that client
 */
export function createClients({ passwordGrant }) {
  const grants = serviceGrants(passwordGrant);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = (/** @type {string} */ id) => `secret-of-${id}`;
  /** @param {string} id @param {string} method */
  const service = (id, method) => ({
    client_id: id,
    client_secret: secret(id),
    token_endpoint_auth_method: method,
    grant_types: grants,
    redirect_uris: [],
    response_types: [],
  });
  const metadata = [
    service('order-sync', 'client_secret_basic'),
    service('billing-sync', 'client_secret_basic'),
    service('post-client', 'client_secret_post'),
    {
      client_id: 'key-client',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: {
        keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'key-client' }],
      },
      grant_types: grants,
      redirect_uris: [],
      response_types: [],
    },
    {
      client_id: 'public-client',
      application_type: 'native', // RFC 8252 section 7.3: any port of 127.0.0.1 is accepted
      token_endpoint_auth_method: 'none',
      grant_types: [
        ...(passwordGrant ? ['password'] : []),
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      redirect_uris: ['http://127.0.0.1/callback'],
      response_types: ['code'],
    },
    {
      client_id: 'web-client',
      client_secret: secret('web-client'),
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://localhost:3000/auth/callback'],
      post_logout_redirect_uris: ['http://localhost:3000/'],
      response_types: ['code'],
    },
  ];
  /** @type {Record<string, KnownClient>} */
  const known = {};
  for (const { client_id: clientId, ...rest } of metadata)
    known[clientId] = 'client_secret' in rest ? { clientId, clientSecret: rest.client_secret } : { clientId };
  known['key-client'].privateKey = {
    ...privateKey.export({ format: 'jwk' }),
    alg: 'ES256',
    kid: 'key-client',
  };
  return { metadata, known };
}
