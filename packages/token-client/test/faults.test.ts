// A real authorization server behind a network that fails.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenSourceOptions } from '../src/index.js';
import { createLanes } from '../src/limit/lane.js';
import { createTokenSource } from '../src/source/token-source.js';
import {
  credentialsOf,
  serviceClient,
  startAuthorizationServer,
  type AuthorizationServer,
} from './support/authorization-server.js';
import { instantClock } from './support/clocks.js';
import { startFaultProxy, type FaultProxy } from './support/fault-proxy.js';

let server: AuthorizationServer;
let proxy: FaultProxy;
let clock: ReturnType<typeof instantClock>;

beforeAll(async () => (server = await startAuthorizationServer({ perSecond: Infinity })));
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  clock = instantClock();
  proxy = await startFaultProxy(new URL(server.issuer).origin);
});
afterEach(() => proxy.close());

const source = (options: Partial<TokenSourceOptions> = {}) => {
  const { clientId, clientSecret } = serviceClient(server);
  return createTokenSource(
    {
      tokenEndpoint: `${proxy.origin}${new URL(server.tokenEndpoint).pathname}`,
      clientId,
      clientSecret,
      grant: 'password',
      scope: 'openid offline_access',
      credentials: credentialsOf(server, 'svc-orders'),
      ...options,
    },
    { clock, lanes: createLanes(clock), random: () => 0 },
  );
};
const HTML = '<!doctype html><title>Too many requests</title>';

describe('a login', () => {
  test.each([
    ['reset', 'network_error'],
    ['lose answer', 'network_error'],
    ['half body', 'network_error'],
  ] as const)('that meets “%s” fails, is not retried, and the next call succeeds', async (fault, code) => {
    const one = source();
    proxy.plan(fault);
    await expect(one.getToken()).rejects.toMatchObject({ code, status: undefined });
    expect(proxy.grants).toEqual(['password']);
    expect(await one.getAccessToken()).toEqual(expect.any(String));
  });

  test('that gets no answer in time fails as a timeout', async () => {
    const one = source({ timeout: 50 });
    proxy.plan({ delay: 1000 });
    await expect(one.getToken()).rejects.toMatchObject({ code: 'timeout' });
  });

  test('latency does not multiply requests', async () => {
    const one = source();
    proxy.plan({ delay: 200 });
    const tokens = await Promise.all(Array.from({ length: 100 }, () => one.getAccessToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(proxy.grants).toEqual(['password']);
  });

  test('that is answered with a page instead of a token says so', async () => {
    proxy.plan({ status: 200, headers: { 'content-type': 'text/html' }, body: HTML });
    await expect(source().getToken()).rejects.toMatchObject({ code: 'invalid_response', status: 200 });
  });
});

describe('429 and 503', () => {
  test.each([429, 503])('an HTML page with %i is waited out by Retry-After', async (status) => {
    proxy.plan({ status, headers: { 'content-type': 'text/html', 'retry-after': '2' }, body: HTML });
    expect(await source().getAccessToken()).toEqual(expect.any(String));
    expect(clock.slept).toEqual([2000]);
    expect(proxy.grants).toEqual(['password', 'password']);
  });

  test('a reset header that was sent twice is not believed: the wait is one second', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 3000);
    proxy.plan({
      status: 429,
      headers: { 'x-rate-limit-reset': [reset, `${Number(reset) + 60}`] },
      body: '{}',
    });
    await source().getToken();
    expect(clock.slept).toEqual([1000]);
  });

  test.each([-600, 600])(
    'a server whose clock is %i seconds off is waited for as long as it says',
    async (off) => {
      const now = Date.now() + off * 1000;
      const headers = {
        date: new Date(now).toUTCString(),
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(Math.floor(now / 1000) + 5),
      };
      proxy.plan({ status: 429, headers, body: '{}' });
      await source().getToken();
      expect(clock.slept).toEqual([6000]);
    },
  );

  test.each([-600_000, 600_000])(
    'the lifetime is counted by this machine, not by a server %i ms off',
    async (off) => {
      proxy.plan({ headers: { date: new Date(Date.now() + off).toUTCString() } });
      const one = source();
      const first = await one.getAccessToken();
      clock.pass(3_500_000);
      expect(await one.getAccessToken()).toBe(first);
      clock.pass(100_000);
      expect(await one.getAccessToken()).not.toBe(first);
    },
  );
});

describe('rotation with reuse detection', () => {
  test('100 callers at the end of a token’s life use the refresh token once', async () => {
    const one = source();
    await one.getToken();
    for (let round = 0; round < 3; round++) {
      clock.pass(3_600_000);
      const tokens = await Promise.all(Array.from({ length: 100 }, () => one.getAccessToken()));
      expect(new Set(tokens).size).toBe(1);
    }
    expect(proxy.grants).toEqual(['password', 'refresh_token', 'refresh_token', 'refresh_token']);
    expect(server.stats.byStatus).toEqual({ 200: 4 });
  });

  test.each(['lose answer', 'half body'] as const)(
    'a refresh that meets “%s” is not replayed, which would end the grant: a login follows',
    async (fault) => {
      const one = source();
      const { refreshToken } = await one.getToken();
      clock.pass(3_600_000);
      proxy.plan(fault);
      const next = await one.getToken();
      expect(proxy.grants).toEqual(['password', 'refresh_token', 'password']);
      expect(next.refreshToken).not.toBe(refreshToken);
      clock.pass(3_600_000);
      await one.getToken();
      expect(proxy.grants.slice(3)).toEqual(['refresh_token']);
    },
  );
});

test('a server that restarts and forgets its tokens: the refresh is refused, a login follows', async () => {
  const one = source();
  await one.getToken();
  server.revokeAll();
  clock.pass(3_600_000);
  await one.getToken();
  expect(proxy.grants).toEqual(['password', 'refresh_token', 'password']);
});

test('a server that is down and comes back: errors meanwhile, then tokens, with no source made anew', async () => {
  const port = Number(new URL(server.issuer).port);
  const one = source();
  await one.getToken();
  await server.close();
  clock.pass(3_600_000);
  for (let call = 0; call < 3; call++)
    await expect(one.getToken()).rejects.toMatchObject({ code: 'network_error' });
  server = await startAuthorizationServer({ perSecond: Infinity, port });
  expect(await one.getAccessToken()).toEqual(expect.any(String));
  expect(proxy.grants).toEqual(['password', 'refresh_token', 'password', 'password', 'password', 'password']);
});
