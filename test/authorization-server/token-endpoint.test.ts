// The token endpoint: grants, client authentication, and the limit that the whole project is about.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startAuthorizationServer, type AuthorizationServer } from './server.mjs';
import { clientAssertion, post } from './test-client.mjs';

let server: AuthorizationServer;
/** The limit's clock: it stands still, so that a slow machine gets the same counts. */
let time = 1_800_000_000_000;

beforeAll(async () => {
  server = await startAuthorizationServer({ now: () => time });
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const client = { client_id: 'order-sync', client_secret: 'secret-of-order-sync' };
const login = (more: Record<string, string> = {}) => ({
  ...client,
  grant_type: 'password',
  username: 'svc-orders',
  password: server.users['svc-orders'],
  scope: 'orders.read',
  ...more,
});

test('four token requests a second for one user, then 429 as Okta answers it', async () => {
  const answers = [];
  for (let i = 0; i < 6; i += 1) answers.push(await post(server.tokenEndpoint, login()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
  expect(answers.map(({ headers }) => headers.get('x-rate-limit-remaining'))).toEqual([
    '3',
    '2',
    '1',
    '0',
    '0',
    '0',
  ]);
  const { headers, body } = answers[5];
  expect(headers.get('x-rate-limit-limit')).toBe('4');
  expect(headers.get('x-rate-limit-reset')).toBe('1800000001');
  expect(headers.get('date')).not.toBeNull();
  expect(headers.get('retry-after')).toBeNull();
  expect(body).toMatchObject({ errorCode: 'E0000047', errorCauses: [] });
  expect(server.stats).toMatchObject({
    tokenRequests: 6,
    byGrant: { password: 6 },
    byUser: { 'svc-orders': 6 },
    byClient: { 'order-sync': 6 },
    byStatus: { 200: 4, 429: 2 },
    s429: 2,
  });
});

test('the window slides: a request is free again a second after the one it waits for', async () => {
  for (let i = 0; i < 4; i += 1) {
    await post(server.tokenEndpoint, login());
    time += 200;
  }
  time += 199;
  expect((await post(server.tokenEndpoint, login())).status).toBe(429);
  time += 1;
  expect((await post(server.tokenEndpoint, login())).status).toBe(200);
});

test('each user has a limit of their own, whichever client asks', async () => {
  const other = { client_id: 'billing-sync', client_secret: 'secret-of-billing-sync' };
  for (let i = 0; i < 4; i += 1) await post(server.tokenEndpoint, login(i % 2 === 0 ? {} : other));
  expect((await post(server.tokenEndpoint, login(other))).status).toBe(429);
  const billing = { username: 'svc-billing', password: server.users['svc-billing'] };
  expect((await post(server.tokenEndpoint, login(billing))).status).toBe(200);
});

test('refreshes count against the same limit', async () => {
  const { body } = await post(server.tokenEndpoint, login({ scope: 'offline_access orders.read' }));
  let refreshToken = body.refresh_token;
  for (let i = 0; i < 3; i += 1) {
    const answer = await post(server.tokenEndpoint, {
      ...client,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    expect(answer.status).toBe(200);
    refreshToken = answer.body.refresh_token;
  }
  const fifth = { ...client, grant_type: 'refresh_token', refresh_token: refreshToken };
  expect((await post(server.tokenEndpoint, fifth)).status).toBe(429);
  expect(server.stats.byUser).toEqual({ 'svc-orders': 5 });
  time += 1000; // a refused refresh does not use its token up
  expect((await post(server.tokenEndpoint, fifth)).status).toBe(200);
});

test('client credentials are limited per client, and bring neither refresh token nor ID token', async () => {
  const request = { ...client, grant_type: 'client_credentials', scope: 'orders.read' };
  const { body } = await post(server.tokenEndpoint, request);
  expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  for (let i = 0; i < 3; i += 1) await post(server.tokenEndpoint, request);
  expect((await post(server.tokenEndpoint, request)).status).toBe(429);
  expect((await post(server.tokenEndpoint, login())).status).toBe(200);
});

test('a refresh token that was used before ends the whole grant', async () => {
  server.setRateLimit(Infinity);
  const refresh = (token: string) =>
    post(server.tokenEndpoint, { ...client, grant_type: 'refresh_token', refresh_token: token });
  const { body: first } = await post(
    server.tokenEndpoint,
    login({ scope: 'openid offline_access orders.read' }),
  );
  const { body: second } = await refresh(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
  expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant');
  const call = await fetch(`${server.apiUrl}/orders`, {
    headers: { authorization: `Bearer ${second.access_token}` },
  });
  expect(call.status).toBe(401);
  server.setRateLimit(4);
});

test('a wrong password, an unknown user and an unknown scope are refused as RFC 6749 says', async () => {
  const attempts: Record<string, string>[] = [{ password: 'wrong' }, { username: 'nobody' }];
  for (const wrong of attempts) {
    const { status, body } = await post(server.tokenEndpoint, login(wrong));
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  }
  const { status, body } = await post(server.tokenEndpoint, login({ scope: 'orders.burn' }));
  expect([status, body.error]).toEqual([400, 'invalid_scope']);
});

test('every client authentication', async () => {
  server.setRateLimit(Infinity);
  const { client_id: _id, client_secret: _secret, ...rest } = login();
  const basic = (id: string) => ({ authorization: `Basic ${btoa(`${id}:secret-of-${id}`)}` });
  expect((await post(server.tokenEndpoint, rest, basic('order-sync'))).status).toBe(200);
  expect((await post(server.tokenEndpoint, rest, basic('post-client'))).status).toBe(200);
  expect((await post(server.tokenEndpoint, { ...rest, client_id: 'public-client' })).status).toBe(200);
  const key = server.clients['key-client'] as { clientId: string; privateKey: object };
  expect((await post(server.tokenEndpoint, { ...rest, ...clientAssertion(key, server.issuer) })).status).toBe(
    200,
  );
  expect((await post(server.tokenEndpoint, rest)).body.error).toBe('invalid_request');
  expect((await post(server.tokenEndpoint, login({ client_secret: 'wrong' }))).body.error).toBe(
    'invalid_client',
  );
  server.setRateLimit(4);
});

test('fails on demand, and forgets every token on demand', async () => {
  server.setFailure(503);
  expect((await post(server.tokenEndpoint, login())).status).toBe(503);
  server.setFailure(undefined);
  const { body } = await post(server.tokenEndpoint, login());
  const call = async () =>
    (await fetch(`${server.apiUrl}/orders`, { headers: { authorization: `Bearer ${body.access_token}` } }))
      .status;
  expect(await call()).toBe(200);
  server.revokeAll();
  expect(await call()).toBe(401);
  expect(server.stats.api).toEqual({ calls: 2, byUser: { 'svc-orders': 1 }, byStatus: { 200: 1, 401: 1 } });
});

test('an access token says how long it lives, and its scope is enforced', async () => {
  server.setAccessTokenTtl(7);
  const { body } = await post(server.tokenEndpoint, login());
  server.setAccessTokenTtl(3600);
  expect(body.expires_in).toBe(7);
  const authorization = `Bearer ${body.access_token}`;
  const read = await fetch(`${server.apiUrl}/orders/7`, { headers: { authorization } });
  expect(await read.json()).toEqual({
    id: 7,
    item: 'item-7',
    quantity: 2,
    user: 'svc-orders',
    client: 'order-sync',
  });
  const write = await fetch(`${server.apiUrl}/orders/7`, {
    method: 'PUT',
    headers: { authorization },
    body: '{}',
  });
  expect(write.status).toBe(403);
});

test('without the password grant it is an unsupported grant', async () => {
  const modern = await startAuthorizationServer({ passwordGrant: false, clients: [] }).catch(
    (error) => error,
  );
  const { body } = await post(modern.tokenEndpoint, login());
  await modern.close();
  expect(body.error).toBe('unsupported_grant_type');
});
