// What a hit costs: how often a second one core hands out a token that is at hand, beside two SDKs in the same run.
import { OAuth2Client } from 'google-auth-library';
import { PublicClientApplication } from '@azure/msal-node';
import { createTokenSource, getAccessToken } from '@grant-migrate/token-client';

const never = async () => {
  throw new Error('a hit sends nothing');
};

/** Calls per second of processor time, the best of several rounds: other processes on the machine only ever slow a round down. */
export async function hitsPerSecond({ rounds = 5, calls = 200_000 } = {}) {
  const contenders = {
    'source.getToken': await ourSource(),
    'getAccessToken (keyed)': await ourKeyedCall(),
    'google-auth-library getAccessToken': google(),
    'msal-node acquireTokenSilent': await msal(),
  };
  const best = {};
  for (let round = 0; round < rounds; round++)
    for (const [name, call] of Object.entries(contenders)) {
      const count = name.startsWith('msal') ? calls / 100 : calls;
      const start = process.cpuUsage();
      for (let index = 0; index < count; index++) await call();
      const { user, system } = process.cpuUsage(start);
      best[name] = Math.max(best[name] ?? 0, Math.round(count / ((user + system) / 1_000_000)));
    }
  return best;
}

async function ourSource() {
  const source = createTokenSource({
    tokenEndpoint: 'https://login.example/token',
    clientId: 'orders',
    grant: 'refresh_token',
    initialTokens: { accessToken: 'at-hand', expiresAt: Date.now() + 3_600_000 },
    fetch: never,
  });
  return () => source.getToken();
}

async function ourKeyedCall() {
  const call = () =>
    getAccessToken({
      tokenEndpoint: 'https://login.example/oauth2/default/v1/token',
      clientId: 'orders',
      clientSecret: 'a-client-secret-of-some-length',
      grant: { type: 'password', username: 'svc@example.com', password: 'a-password' },
      scope: 'orders.read',
    });
  const { fetch } = globalThis;
  globalThis.fetch = async () =>
    Response.json({ access_token: 'at-hand', token_type: 'Bearer', expires_in: 3600 });
  await call();
  globalThis.fetch = fetch;
  return call;
}

function google() {
  const client = new OAuth2Client('orders', 'secret');
  client.setCredentials({
    access_token: 'at-hand',
    refresh_token: 'r',
    expiry_date: Date.now() + 3_600_000,
  });
  return () => client.getAccessToken();
}

/** msal-node with a network of its own, so that it signs in without any; then the silent call is served from its cache. */
async function msal() {
  const authority = 'https://login.microsoftonline.com/common';
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: authority,
    aud: 'orders',
    oid: 'o',
    tid: 't',
    sub: 's',
    preferred_username: 'ann',
    iat: now,
    exp: now + 3600,
  };
  const body = {
    token_type: 'Bearer',
    scope: 'openid profile orders.read',
    expires_in: 3600,
    access_token: 'at-hand',
    refresh_token: 'r',
    id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
    client_info: part({ uid: 'o', utid: 't' }),
  };
  const client = new PublicClientApplication({
    auth: {
      clientId: 'orders',
      authority,
      cloudDiscoveryMetadata: JSON.stringify({
        tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
        metadata: [
          {
            preferred_network: 'login.microsoftonline.com',
            preferred_cache: 'login.windows.net',
            aliases: ['login.microsoftonline.com', 'login.windows.net'],
          },
        ],
      }),
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      }),
    },
    system: {
      networkClient: {
        sendGetRequestAsync: never,
        sendPostRequestAsync: async () => ({ status: 200, headers: {}, body }),
      },
    },
  });
  const scopes = ['orders.read'];
  const { account } = await client.acquireTokenByRefreshToken({
    refreshToken: 'r',
    scopes,
    forceCache: true,
  });
  return () => client.acquireTokenSilent({ account, scopes });
}
