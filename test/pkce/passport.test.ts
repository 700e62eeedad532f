// passport-local around the grant: migrated by the built command, then asked by single requests, against an authorization
// server that has no password grant any more. The flow itself is that of the other servers (servers.test.ts).
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from './support/application.js';
import { cookiesOf, createRig } from './support/rig.js';

/** Milliseconds; far above what it takes. */
const PATIENCE = 120_000;
const rig = createRig({ name: 'passport-local', folder: 'express-passport', start: ['node', 'server.js'] });
beforeAll(() => rig.start(), PATIENCE);
afterAll(() => rig.stop(), PATIENCE);

test('the strategy is exchanged, and the certificate is clean', () => {
  expect(rig.app.report.sites.map(({ status, reason }) => [status, reason])).toEqual([['migrated', null]]);
  expect(rig.app.report.verification).toMatchObject({
    parses: true,
    idempotent: true,
    silent: true,
    rolledBack: [],
  });
});

test('the form leads to the provider; passport keeps the person, and the API is called for them', async () => {
  const form = await ask(`${rig.origin}/login`, { method: 'POST' });
  expect([form.status, form.headers.location]).toEqual([303, '/auth/login']);
  const { url, cookie } = await rig.untilCallback();
  const answer = await ask(url.href, { headers: { cookie } });
  expect([answer.status, answer.headers.location]).toEqual([302, '/orders']);
  const session = cookiesOf(answer).join('; ');
  const orders = await ask(`${rig.origin}/orders`, { headers: { cookie: session } });
  expect(orders.body).toBe('<p id="user">alice</p><p>orders: 25</p>');
  expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
});

test('PKCE, state and nonce are sent; an answer that is forged, replayed or somebody else’s is a failed sign-in', async () => {
  const { searchParams } = new URL((await ask(`${rig.origin}/auth/login`)).headers.location!);
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)).toBeTruthy();

  const { url, cookie } = await rig.untilCallback();
  const failed = async (address: URL, headers: Record<string, string>) =>
    expect((await ask(address.href, { headers })).headers.location).toBe('/?failed');
  const forged = new URL(url);
  forged.searchParams.set('state', 'forged');
  await failed(forged, { cookie });
  await failed(url, {});
  expect((await ask(url.href, { headers: { cookie } })).headers.location).toBe('/orders');
  await failed(url, { cookie });
});

test('a session that somebody else knows is another one after the sign-in', async () => {
  const first = await rig.untilCallback();
  const known = cookiesOf(await ask(first.url.href, { headers: { cookie: first.cookie } })).find((cookie) =>
    cookie.startsWith('connect.sid='),
  )!;
  const second = await rig.untilCallback({ user: 'bob' });
  const answer = await ask(second.url.href, { headers: { cookie: `${known}; ${second.cookie}` } });
  const after = cookiesOf(answer).find((cookie) => cookie.startsWith('connect.sid='));
  expect(after).toBeDefined();
  expect(after).not.toBe(known);
});
