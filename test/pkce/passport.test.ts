// passport-local around the grant, with Express and with Nest: migrated by the built command, then asked by single requests,
// against an authorization server that has no password grant any more. The flow itself is that of the other servers
// (servers.test.ts).
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, type Answer } from './support/application.js';
import { cookiesOf, createRig, REDIRECTS } from './support/rig.js';
import type { Sample } from './support/samples.js';

/** Milliseconds; far above what it takes. */
const PATIENCE = 120_000;

interface PassportSample extends Sample {
  /** What the callback answers when the person is signed in, and when not. */
  landing(answer: Answer): boolean;
  failed(answer: Answer): boolean;
}

const samples: PassportSample[] = [
  {
    name: 'Express',
    folder: 'express-passport',
    start: ['node', 'server.js'],
    landing: ({ status, headers }) => status === 302 && headers.location === '/orders',
    failed: ({ headers }) => headers.location === '/?failed',
  },
  {
    name: 'Nest',
    folder: 'nest-passport',
    compiled: true,
    start: ['node', 'dist/main.js'],
    landing: ({ status, body }) => status === 200 && body.includes('url=/orders"'),
    failed: ({ status, body }) => status === 400 && body.includes('Not signed in'),
  },
];

describe.each(samples)('$name', (sample) => {
  const { landing, failed } = sample;
  const rig = createRig(sample);
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
    expect([form.status, form.headers.location]).toEqual([303, expect.stringMatching(/^\/auth\/login/)]);
    const { url, cookie } = await rig.untilCallback({ returnTo: '/orders' });
    const answer = await ask(url.href, { headers: { cookie } });
    expect(landing(answer)).toBe(true);
    const session = cookiesOf(answer).join('; ');
    const orders = await ask(`${rig.origin}/orders`, { headers: { cookie: session } });
    expect(orders.body).toBe('<p id="user">alice</p><p>orders: 25</p>');
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
  });

  test('PKCE, state and nonce are sent; an answer that is forged, replayed or somebody else’s is a failed sign-in', async () => {
    const { searchParams } = new URL((await ask(`${rig.origin}/auth/login`)).headers.location!);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)).toBeTruthy();

    const { url, cookie } = await rig.untilCallback({ returnTo: '/orders' });
    const expectFailed = async (address: URL, headers: Record<string, string>) =>
      expect(failed(await ask(address.href, { headers }))).toBe(true);
    const forged = new URL(url);
    forged.searchParams.set('state', 'forged');
    await expectFailed(forged, { cookie });
    await expectFailed(url, {});
    expect(landing(await ask(url.href, { headers: { cookie } }))).toBe(true);
    await expectFailed(url, { cookie });
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

  /** The Cookie header of a session in which somebody is signed in, with a token that lives so many seconds. */
  async function signedIn(user: string, seconds: number): Promise<string> {
    rig.server.setAccessTokenTtl(seconds);
    const { url, cookie } = await rig.untilCallback({ user });
    const answer = await ask(url.href, { headers: { cookie } });
    rig.server.setAccessTokenTtl(3600);
    return cookiesOf(answer).join('; ');
  }

  test('9. the token that has ended is renewed, once for all requests of a session; its readers are as they were', async () => {
    const cookie = await signedIn('alice', 2);
    await new Promise((done) => setTimeout(done, 1100));
    rig.server.reset();
    const orders = () => ask(`${rig.origin}/orders`, { headers: { cookie } });
    const answers = await Promise.all(Array.from({ length: 5 }, orders));
    for (const { body } of answers) expect(body).toBe('<p id="user">alice</p><p>orders: 25</p>');
    expect(rig.server.stats.byGrant).toEqual({ refresh_token: 1 });
  });

  test('9. a session whose grant was ended elsewhere is dropped', async () => {
    const cookie = await signedIn('alice', 2);
    rig.server.revokeAll();
    await new Promise((done) => setTimeout(done, 1100));
    const orders = await ask(`${rig.origin}/orders`, { headers: { cookie } });
    expect(orders).toMatchObject({ status: 302, headers: { location: '/' } });
  });

  test('8. signing out revokes the refresh token and ends both sessions; no other site can do it', async () => {
    const cookie = await signedIn('leaver', 3600);
    const out = (headers: Record<string, string>) =>
      ask(`${rig.origin}/auth/logout`, { method: 'POST', headers: { cookie, ...headers } });
    expect((await out({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await out({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(rig.server.liveRefreshTokens('leaver')).toBe(1);
    const { status, headers } = await out({ origin: rig.origin });
    expect(status).toBe(303);
    const address = new URL(headers.location!);
    expect(address.pathname).toMatch(/\/v1\/logout$/);
    expect(address.searchParams.has('id_token_hint')).toBe(true);
    expect(rig.server.liveRefreshTokens('leaver')).toBe(0);
    expect(REDIRECTS).toContain((await ask(`${rig.origin}/orders`, { headers: { cookie } })).status);
  });

  test('13. no token and no code was ever printed', () => {
    expect(rig.server.secrets.size).toBeGreaterThan(10);
    for (const secret of rig.server.secrets) expect(rig.output()).not.toContain(secret);
  });
});
