// The configuration of oidc-provider: everything that the migrations lead to (PKCE, client credentials, device flow, pushed
// authorization requests, RP-initiated logout, rotating refresh tokens), at the paths where Okta has it.
import { randomBytes } from 'node:crypto';
import { Provider } from './quiet-provider.mjs';
import { accountOf } from './users.mjs';

/** Seconds; of everything but access tokens, whose lifetime is an option. */
const DAY = 86_400;

/**
 * @param {object} options
 * @param {string} options.issuer
 * @param {(model: string) => object} options.adapter
 * @param {() => { accessTokenTtl: number, pkceRequired: boolean, rotateRefreshTokens: boolean }} options.settings read at
 *   each request, because tests change them
 * @param {boolean} options.pushedRequests whether it takes RFC 9126 requests, and says so
 * @returns {any}
 */
export function createProvider({ issuer, adapter, settings, pushedRequests }) {
  return new Provider(issuer, {
    adapter,
    scopes: ['openid', 'offline_access', 'profile', 'email', 'orders.read', 'orders.write'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    findAccount: (/** @type {unknown} */ _ctx, /** @type {string} */ sub) => accountOf(sub),
    pkce: { required: () => settings().pkceRequired },
    rotateRefreshToken: () => settings().rotateRefreshTokens,
    clientBasedCORS: () => true, // browser applications of the tests come from ports that are not known before
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      dPoP: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => true },
      pushedAuthorizationRequests: { enabled: pushedRequests },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (/** @type {unknown} */ _ctx, /** @type {string} */ audience) => ({
          audience,
          scope: 'orders.read orders.write',
        }),
        useGrantedResource: () => true,
      },
    },
    routes: {
      authorization: '/v1/authorize',
      device_authorization: '/v1/device/authorize',
      end_session: '/v1/logout',
      introspection: '/v1/introspect',
      jwks: '/v1/keys',
      pushed_authorization_request: '/v1/par',
      revocation: '/v1/revoke',
      token: '/v1/token',
      userinfo: '/v1/userinfo',
    },
    ttl: {
      AccessToken: () => settings().accessTokenTtl,
      ClientCredentials: () => settings().accessTokenTtl,
      AuthorizationCode: 60,
      DeviceCode: 600,
      Grant: DAY,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: DAY,
      Session: DAY,
    },
  });
}
