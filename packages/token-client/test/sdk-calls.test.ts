// SDKs that ask the token endpoint at each call: the real ones, against a scripted endpoint.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OAuth2Client } from '@badgateway/oauth2-client';
import KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import oauth from 'oauth';
import * as openid from 'openid-client';
import { ResourceOwnerPassword } from 'simple-oauth2';
import { clearTokenCache, configureTokenRequests } from '../src/index.js';
import { cachedKeycloakAdmin, cachedSdkCall } from '../src/transports/index.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (index: number) => Scripted;
beforeEach(async () => {
  clearTokenCache();
  configureTokenRequests({ rateLimit: false });
  answer = (index) => token(index, { token_type: 'Bearer' });
  endpoint = await startEndpoint((_, index) => answer(index));
});
afterEach(() => endpoint.close());

const refused: Scripted = { status: 401, body: { error: 'invalid_grant' } };
const ann = { username: 'ann', password: 'pass-word-1', scope: 'orders' };

/** One client for each SDK, and the token that its call brings. */
const sdks: Record<string, () => (user: typeof ann) => Promise<unknown>> = {
  'simple-oauth2'() {
    const client = new ResourceOwnerPassword({
      client: { id: 'orders', secret: 's' },
      auth: { tokenHost: endpoint.origin, tokenPath: '/token' },
    });
    return async (user) => {
      const answered = await cachedSdkCall(client.getToken, client)(user);
      expect(answered.expired()).toBe(false);
      return answered.token['access_token'];
    };
  },
  'openid-client'() {
    return async (user) => {
      // Made anew for each call, as after a discovery.
      const server = { issuer: endpoint.origin, token_endpoint: endpoint.tokenEndpoint };
      const config = new openid.Configuration(server, 'orders', 'secret');
      openid.allowInsecureRequests(config);
      const tokens = await cachedSdkCall(openid.genericGrantRequest)(config, 'password', user);
      expect(tokens.expires_in).toBe(3600);
      expect(tokens.expiresIn()).toBeGreaterThan(3590);
      return tokens.access_token;
    };
  },
  'node-oauth, built for each call'() {
    return (user) =>
      new Promise((resolve, reject) => {
        const client = new oauth.OAuth2('orders', 's', `${endpoint.origin}/`, undefined, 'token');
        cachedSdkCall(client.getOAuthAccessToken, client)(
          '',
          { grant_type: 'password', ...user },
          (error, accessToken, _, results) => {
            if (error) return reject(new Error(`status ${error.statusCode}`));
            expect(results.expires_in).toBe(3600);
            resolve(accessToken);
          },
        );
      });
  },
  '@badgateway/oauth2-client'() {
    const settings = { tokenEndpoint: endpoint.tokenEndpoint, clientId: 'orders', clientSecret: 's' };
    const client = new OAuth2Client(settings);
    return async (user) => {
      const { accessToken, expiresAt } = await cachedSdkCall(
        client.password,
        client,
      )({ ...user, scope: [user.scope] });
      expect(expiresAt).toBeGreaterThan(Date.now() + 3_590_000);
      return accessToken;
    };
  },
};

describe.each(Object.entries(sdks))('%s', (_, made) => {
  test('asks once for one user, and for another by itself', async () => {
    const ask = made();
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(ann)));
    expect(new Set([...all, await ask(ann)])).toEqual(new Set(['token-0']));
    expect(await ask({ ...ann, username: 'bob' })).toBe('token-1');
    expect(endpoint.requests).toHaveLength(2);
  });

  test('refuses a wrong password each time', async () => {
    const ask = made();
    await ask(ann);
    answer = () => refused;
    for (let call = 0; call < 2; call += 1)
      await expect(ask({ ...ann, password: 'wrong' })).rejects.toThrow();
    expect(await ask(ann)).toBe('token-0');
    expect(endpoint.requests).toHaveLength(3);
  });
});

test('a result without a token is nobody else’s', async () => {
  let asked = 0;
  const ask = (parameters: object) =>
    new Promise((resolve) => setTimeout(resolve, 5, { ...parameters, asked: asked++ }));
  const all = await Promise.all(
    [1, 2, 3].map(() => cachedSdkCall(ask)({ grant_type: 'client_credentials' })),
  );
  expect(all).toHaveLength(3);
  expect(new Set(all).size).toBe(3);
});

test('what a caller makes of its result is not seen by the next', async () => {
  const server = { issuer: endpoint.origin, token_endpoint: endpoint.tokenEndpoint };
  const config = new openid.Configuration(server, 'orders', 'secret');
  openid.allowInsecureRequests(config);
  const ask = () => cachedSdkCall(openid.genericGrantRequest)(config, 'password', ann);
  const first = await ask();
  first['label'] = 'of the first caller';
  expect(await ask()).toMatchObject({ access_token: 'token-0' });
  expect(await ask()).not.toHaveProperty('label');

  const client = new OAuth2Client({
    clientId: 'orders',
    clientSecret: 's',
    tokenEndpoint: endpoint.tokenEndpoint,
  });
  const login = () => cachedSdkCall(client.password, client)({ ...ann, scope: [ann.scope] });
  const changed = await login();
  expect(await login()).toBe(changed);
  changed.accessToken = 'no token';
  expect(await login()).toMatchObject({ accessToken: 'token-2' });
});

test('two SDK objects share nothing', async () => {
  await sdks['simple-oauth2']!()(ann);
  await sdks['simple-oauth2']!()(ann);
  expect(endpoint.requests).toHaveLength(2);
});

test('clients of node-oauth with other secrets share nothing', async () => {
  const ask = (secret: string) =>
    new Promise((resolve) => {
      const client = new oauth.OAuth2('orders', secret, `${endpoint.origin}/`, undefined, 'token');
      const machine = { grant_type: 'client_credentials' };
      cachedSdkCall(client.getOAuthAccessToken, client)('', machine, (_, accessToken) =>
        resolve(accessToken),
      );
    });
  expect([await ask('s'), await ask('t'), await ask('s')]).toEqual(['token-0', 'token-1', 'token-0']);
});

test('spotify-web-api-node: clients with one id and secret are one, whoever else uses the object', async () => {
  class SpotifyLike {
    userToken = String(Math.random());
    constructor(readonly secret: string) {}
    getClientId = () => 'orders';
    getClientSecret = () => this.secret;
    async clientCredentialsGrant() {
      const answered = await fetch(endpoint.tokenEndpoint, { method: 'POST' });
      return { body: (await answered.json()) as Record<string, unknown>, headers: {}, statusCode: 200 };
    }
  }
  const ask = async (secret: string) => {
    const api = new SpotifyLike(secret);
    const { body, statusCode } = await cachedSdkCall(api.clientCredentialsGrant, api)();
    return [body['access_token'], statusCode];
  };
  expect([await ask('s'), await ask('s'), await ask('t')]).toEqual([
    ['token-0', 200],
    ['token-0', 200],
    ['token-1', 200],
  ]);
});

test('keycloak-connect: a grant is given again until its token ends', async () => {
  let asked = 0;
  const exp = Date.now() / 1000 + 300;
  const manager = {
    obtainDirectly: (username: string, password: string) =>
      Promise.resolve({ access_token: { token: `${username} ${password} ${asked++}`, content: { exp } } }),
  };
  const ask = async (password: string) => {
    const grant = await cachedSdkCall(manager.obtainDirectly, manager)('ann', password);
    return grant.access_token.token;
  };
  expect([await ask('p'), await ask('p'), await ask('q')]).toEqual(['ann p 0', 'ann p 0', 'ann q 1']);
});

describe('Keycloak’s admin client', () => {
  const jwt = (index: number) => {
    const claims = { iat: 1000, exp: 1300, jti: index };
    return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  };
  const client = () => new KeycloakAdminClient({ baseUrl: endpoint.origin, realmName: 'master' });
  const machine = { grantType: 'client_credentials', clientId: 'admin', clientSecret: 's' } as const;
  const person = { grantType: 'password', clientId: 'admin-cli', username: 'ann', password: 'p' } as const;
  beforeEach(() => {
    answer = (index) => ({
      body: { access_token: jwt(index), refresh_token: `refresh-${index}`, expires_in: 300 },
    });
  });

  test('a machine’s token serves every client of its realm, another realm has its own', async () => {
    const clients = [client(), client(), client()];
    await Promise.all(clients.map((one) => cachedKeycloakAdmin(one).auth(machine)));
    expect(new Set(clients.map(({ accessToken }) => accessToken))).toEqual(new Set([jwt(0)]));
    const other = new KeycloakAdminClient({ baseUrl: endpoint.origin, realmName: 'other' });
    await cachedKeycloakAdmin(other).auth(machine);
    expect(other.accessToken).toBe(jwt(1));
    expect(endpoint.requests).toHaveLength(2);
  });

  test('users of one client are not mixed up, and a wrong password is refused', async () => {
    const one = client();
    await cachedKeycloakAdmin(one).auth(person);
    await cachedKeycloakAdmin(one).auth({ ...person, username: 'bob' });
    await cachedKeycloakAdmin(one).auth(person);
    expect([one.accessToken, one.refreshToken]).toEqual([jwt(0), 'refresh-0']);
    expect(endpoint.requests).toHaveLength(2);
    answer = () => refused;
    await expect(cachedKeycloakAdmin(one).auth({ ...person, password: 'wrong' })).rejects.toThrow();
    await expect(cachedKeycloakAdmin(client()).auth(person)).rejects.toThrow();
  });
});
