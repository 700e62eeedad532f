import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import {
  createTokenSource,
  dpopBinding,
  privateKeyJwt,
  TokenConfigurationError,
  TokenRequestError,
  type TokenEvent,
} from '../src/index.js';
import {
  credentialsOf,
  serviceClient,
  startAuthorizationServer,
  type AuthorizationServer,
} from './support/authorization-server.js';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
let server: AuthorizationServer;
let client: ReturnType<typeof serviceClient>;
let credentials: ReturnType<typeof credentialsOf>;

beforeAll(async () => {
  server = await startAuthorizationServer();
  client = serviceClient(server);
  credentials = credentialsOf(server, 'svc-orders');
});
afterAll(() => server.close());

describe('against a real authorization server', () => {
  test('client credentials: 1,000 concurrent calls make one token request; Basic encodes as RFC 6749 asks', async () => {
    server.reset();
    const source = createTokenSource({ ...client, grant: 'client_credentials', scope: 'orders.read' });
    const sets = await Promise.all(Array.from({ length: 1000 }, () => source.getToken()));
    expect(new Set(sets).size).toBe(1);
    expect(sets[0]).toMatchObject({ tokenType: 'Bearer', scope: 'orders.read' });
    expect(server.stats.byGrant).toEqual({ client_credentials: 1 });
  });

  test('client authentication client_secret_post', async () => {
    const source = createTokenSource({
      issuer: server.issuer,
      clientId: 'post-client',
      clientSecret: 'secret-of-post-client',
      clientAuthentication: 'client_secret_post',
      grant: 'client_credentials',
    });
    expect(await source.getAccessToken()).toEqual(expect.any(String));
  });

  test('client authentication private_key_jwt', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
    const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)), alg: 'ES256', use: 'sig' };
    delete jwk.key_ops;
    await server.addClient({
      client_id: 'signing-client',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [jwk] },
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    });
    const { issuer } = server;
    const source = createTokenSource({
      issuer,
      clientId: 'signing-client',
      clientAuthentication: privateKeyJwt(privateKey),
      grant: 'client_credentials',
    });
    expect(await source.getAccessToken()).toEqual(expect.any(String));
  });

  test('client authentication none: a public client is named in the body', async () => {
    const source = createTokenSource({
      issuer: server.issuer,
      clientId: 'public-client',
      grant: 'password',
      credentials: credentialsOf(server, 'alice'),
    });
    expect(await source.getAccessToken()).toEqual(expect.any(String));
  });

  test('DPoP: the token is bound, the nonce is taken up, the header says DPoP (rule 8)', async () => {
    const keyPair = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
    const source = createTokenSource({ ...client, grant: 'client_credentials', dpop: dpopBinding(keyPair) });
    const set = await source.getToken();
    expect(set.tokenType).toBe('DPoP');
    expect(await source.authorizationHeader()).toBe(`DPoP ${set.accessToken}`);
  });

  test('password: one login, then refreshes; the password is asked for at the login alone', async () => {
    let asked = 0;
    const events: TokenEvent[] = [];
    const source = createTokenSource({
      ...client,
      grant: 'password',
      scope: 'openid offline_access',
      credentials: () => (asked++, credentials()),
      onEvent: (event) => events.push(event),
    });
    const first = await source.getToken();
    const second = await source.getToken({ forceRefresh: true });
    const third = await source.getToken({ forceRefresh: true });
    expect(new Set([first.accessToken, second.accessToken, third.accessToken]).size).toBe(3);
    expect(asked).toBe(1);
    expect(third.refreshToken).not.toBe(first.refreshToken);
    expect(events.filter(({ type }) => type === 'refreshed')).toHaveLength(2);
  });

  test('a wrong password is refused each time, with an error that holds no secret', async () => {
    const source = createTokenSource({
      ...client,
      grant: 'password',
      credentials: () => ({ username: 'svc-billing', password: 'hunter2-wrong' }),
    });
    for (let call = 0; call < 2; call++) {
      const error = (await source.getToken().catch((e: unknown) => e)) as TokenRequestError;
      expect(error).toMatchObject({ code: 'invalid_grant', status: 400 });
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('hunter2-wrong');
    }
  });

  test('a wrong client secret says what to check', async () => {
    const source = createTokenSource({ ...client, clientSecret: 'wrong-one', grant: 'client_credentials' });
    await expect(source.getToken()).rejects.toMatchObject({
      code: 'invalid_client',
      status: 401,
      message: expect.stringContaining('clientAuthentication'),
    });
  });

  test('tokens of a sign-in are renewed with their refresh token; without one a sign-in is asked for', async () => {
    const login = createTokenSource({
      ...client,
      grant: 'password',
      scope: 'openid offline_access',
      credentials: credentialsOf(server, 'svc-billing'),
    });
    const { refreshToken, accessToken } = await login.getToken();
    const source = createTokenSource({ ...client, grant: 'refresh_token', initialTokens: { refreshToken } });
    expect(await source.getAccessToken()).not.toBe(accessToken);
    const ended = createTokenSource({
      ...client,
      grant: 'refresh_token',
      initialTokens: { accessToken: 'a', expiresAt: Date.now() - 1 },
    });
    await expect(ended.getToken()).rejects.toMatchObject({ code: 'login_required' });
  });

  test('revoke ends the grant at the provider and forgets it', async () => {
    const source = createTokenSource({
      ...client,
      grant: 'password',
      scope: 'openid offline_access',
      credentials,
    });
    const { accessToken, refreshToken } = await source.getToken();
    await source.revoke();
    const after = createTokenSource({ ...client, grant: 'refresh_token', initialTokens: { refreshToken } });
    await expect(after.getToken()).rejects.toMatchObject({ code: 'invalid_grant' });
    expect(await source.getAccessToken()).not.toBe(accessToken);
  });

  test('discovery that fails is tried again on the next call', async () => {
    let down = true;
    const source = createTokenSource({
      ...client,
      grant: 'client_credentials',
      fetch: (input, init) =>
        down ? Promise.reject(new TypeError('fetch failed')) : globalThis.fetch(input, init),
    });
    await expect(source.getToken()).rejects.toMatchObject({ code: 'network_error' });
    down = false;
    expect(await source.getAccessToken()).toEqual(expect.any(String));
  });
});

describe('before anything is sent', () => {
  test.each([
    ['password without credentials', { grant: 'password' }],
    ['a shared store without a subject', { grant: 'password', credentials, store: new Map() }],
    ['refresh_token without tokens', { grant: 'refresh_token' }],
  ] as const)('%s is a configuration error', (_, options) => {
    expect(() => createTokenSource({ ...client, ...options })).toThrow(TokenConfigurationError);
  });

  test('nothing that can be logged shows a secret', async () => {
    const source = createTokenSource({
      ...client,
      grant: 'password',
      scope: 'openid offline_access',
      credentials,
    });
    const set = await source.getToken();
    for (const shown of [inspect(source, { depth: 9 }), inspect(set), JSON.stringify({ set, source })])
      for (const secret of [client.clientSecret, credentials().password, set.accessToken, set.refreshToken!])
        expect(shown).not.toContain(secret);
  });
});
