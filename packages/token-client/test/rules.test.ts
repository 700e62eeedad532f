// The rules of token sources that no feature list shows. Each test names its rule.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLanes } from '../src/limit/lane.js';
import type { TokenEvent, TokenSourceOptions, TokenStore } from '../src/index.js';
import { tokenKey } from '../src/source/token-key.js';
import { createTokenSource } from '../src/source/token-source.js';
import { instantClock } from './support/clocks.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (grant: string, index: number) => Scripted | Promise<Scripted>;
let clock: ReturnType<typeof instantClock>;
let events: TokenEvent[];

beforeEach(async () => {
  clock = instantClock();
  events = [];
  answer = (_, index) => token(index);
  endpoint = await startEndpoint(({ form }, index) => answer(form.get('grant_type')!, index));
});
afterEach(() => endpoint.close());

const source = (options: Partial<TokenSourceOptions> = {}) =>
  createTokenSource(
    {
      tokenEndpoint: endpoint.tokenEndpoint,
      clientId: 'orders',
      grant: 'password',
      credentials: () => ({ username: 'ann', password: 'pw' }),
      subject: 'ann',
      onEvent: (event) => events.push(event),
      ...options,
    },
    { clock, lanes: createLanes(clock), random: () => 0 },
  );

const grants = () => endpoint.requests.map(({ form }) => form.get('grant_type'));
const withRefresh = (index: number, members: object = {}) =>
  token(index, { refresh_token: `refresh-${index}`, ...members });
const refused: Scripted = { status: 400, body: { error: 'invalid_grant' } };

test('rule 1: the key of a store holds everything that a token depends on, every extra parameter included', async () => {
  const base = {
    issuer: 'https://a',
    clientId: 'c',
    grant: 'password',
    subject: 'ann',
    jkt: undefined,
  } as const;
  const variants = [
    {},
    { issuer: 'https://b' },
    { clientId: 'd' },
    { grant: 'refresh_token' },
    { scope: 'x' },
    { scope: 'x y' },
    { resource: 'r' },
    { resource: ['r', 's'] },
    { audience: 'r' },
    { subject: 'bob' },
    { jkt: 'thumb' },
    { parameters: { realm: 'a' } },
    { parameters: { realm: 'b' } },
    { parameters: { acr: 'a' } },
  ] as const;
  const keys = await Promise.all(variants.map((variant) => tokenKey({ ...base, ...variant })));
  expect(new Set(keys).size).toBe(variants.length);
  expect(await tokenKey({ ...base, scope: ['y', 'x'] })).toBe(await tokenKey({ ...base, scope: 'x y' }));
  expect(await tokenKey({ ...base, resource: ['s', 'r'] })).toBe(
    await tokenKey({ ...base, resource: ['r', 's'] }),
  );
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('rule 2: memory, then the lock, then the store again, then the refresh token, then the login', async () => {
  const steps: string[] = [];
  const map = new Map<string, string>();
  const store: TokenStore = {
    get: (key) => (steps.push('store'), map.get(key)),
    set: (key, value) => (steps.push('write'), map.set(key, value)),
    delete: (key) => map.delete(key),
  };
  const lock = {
    withLock: async <T>(_: string, task: () => Promise<T>) => {
      steps.push('lock');
      return task().finally(() => steps.push('unlock'));
    },
  };
  answer = (grant, index) => (steps.push(grant), grant === 'refresh_token' ? refused : withRefresh(index));
  const one = source({ store, lock });
  await one.getToken();
  expect(steps.splice(0)).toEqual(['lock', 'store', 'password', 'write', 'unlock']);
  await one.getToken();
  expect(steps.splice(0)).toEqual([]);
  clock.pass(3_600_000);
  await one.getToken();
  expect(steps.splice(0)).toEqual([
    ...['lock', 'store', 'refresh_token', 'store'],
    ...['write', 'password', 'write', 'unlock'],
  ]);
  // Another source finds the result in the store.
  expect(await source({ store, lock }).getAccessToken()).toBe(await one.getAccessToken());
  expect(steps.splice(0)).toEqual(['lock', 'store', 'unlock']);
});

describe('rule 3: a refused refresh token', () => {
  test('that a sibling has rotated meanwhile: the sibling’s tokens are used', async () => {
    const store = new Map<string, string>();
    answer = (_, index) => withRefresh(index);
    const one = source({ store });
    await one.getToken();
    clock.pass(3_600_000);
    answer = (grant, index) => {
      const [key, value] = [...store][0]!;
      const set = JSON.parse(value) as object;
      const sibling = {
        ...set,
        accessToken: 'sibling',
        refreshToken: 'rotated',
        expiresAt: clock.wall() + 3_600_000,
      };
      store.set(key, JSON.stringify(sibling));
      return grant === 'refresh_token' ? refused : withRefresh(index);
    };
    expect(await one.getAccessToken()).toBe('sibling');
    expect(grants()).toEqual(['password', 'refresh_token']);
    expect(events.map(({ type }) => type)).toContain('refresh_rejected');
  });

  test('otherwise: a new login where that needs no person, an error where it does', async () => {
    answer = (grant, index) => (grant === 'refresh_token' ? refused : withRefresh(index));
    const machine = source();
    await machine.getToken();
    clock.pass(3_600_000);
    expect(await machine.getAccessToken()).toBe('token-2');
    const person = source({ grant: 'refresh_token', initialTokens: { refreshToken: 'gone' } });
    await expect(person.getToken()).rejects.toMatchObject({ code: 'invalid_grant' });
  });
});

test('rule 4: the old refresh token is kept when none comes back', async () => {
  answer = (grant, index) => (grant === 'password' ? withRefresh(index) : token(index));
  const one = source();
  for (let renewal = 0; renewal < 4; renewal++) {
    expect((await one.getToken()).refreshToken).toBe('refresh-0');
    clock.pass(3_600_000);
  }
  expect(grants()).toEqual(['password', 'refresh_token', 'refresh_token', 'refresh_token']);
});

describe('rule 5: a refresh that got no answer is not sent again', () => {
  const unanswered = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));

  test('the refresh token is given up, and the login starts a new grant', async () => {
    let lost = false;
    const sent: (string | null)[] = [];
    answer = (_, index) => withRefresh(index);
    const one = source({
      fetch: (input, init) => {
        const grant = new URLSearchParams(String(init?.body)).get('grant_type');
        sent.push(grant);
        return lost && grant === 'refresh_token' ? unanswered() : fetch(input, init);
      },
    });
    await one.getToken();
    clock.pass(3_600_000);
    lost = true;
    expect(await one.getAccessToken()).toBe('token-1');
    expect(sent).toEqual(['password', 'refresh_token', 'password']);
  });

  test('nor when the login fails too: the next call logs in', async () => {
    let lost = false;
    const sent: (string | null)[] = [];
    answer = (_, index) => withRefresh(index);
    const store = new Map<string, string>();
    const one = source({
      store,
      fetch: (input, init) => {
        sent.push(new URLSearchParams(String(init?.body)).get('grant_type'));
        return lost ? unanswered() : fetch(input, init);
      },
    });
    await one.getToken();
    clock.pass(3_600_000);
    lost = true;
    await expect(one.getToken()).rejects.toMatchObject({ code: 'network_error' });
    expect([...store.values()].join()).not.toContain('refresh-0');
    lost = false;
    await one.getToken();
    expect(sent).toEqual(['password', 'refresh_token', 'password', 'password']);
  });
});

describe('rule 6: after a 429', () => {
  const tooMany = (reset: number): Scripted => ({
    status: 429,
    headers: {
      date: 'Tue, 24 Nov 2026 10:00:00 GMT',
      'x-rate-limit-reset': `${Date.parse('2026-11-24T10:00:00Z') / 1000 + reset}`,
      'x-rate-limit-limit': '4',
    },
    body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' },
  });

  test('the source waits and asks again; everybody who waits is served by one request', async () => {
    answer = (_, index) => (index === 0 ? tooMany(3) : token(index));
    const one = source();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => one.getAccessToken()));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(clock.slept).toEqual([4000]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'rate_limited', status: 429, waitMs: 4000, limit: 4, attempt: 1 }),
    );
  });

  test('attempts are limited, and a wait beyond maxDelay is not waited for', async () => {
    answer = () => tooMany(3);
    await expect(source().getToken()).rejects.toMatchObject({
      name: 'RateLimitedError',
      code: 'E0000047',
      status: 429,
      retryAfterMs: 4000,
    });
    expect(endpoint.requests).toHaveLength(5);
    answer = () => tooMany(600);
    await expect(source().getToken()).rejects.toMatchObject({ retryAfterMs: 601_000 });
    expect(endpoint.requests).toHaveLength(6);
  });

  test('nothing else is retried', async () => {
    for (const status of [400, 401, 403, 404, 500, 502, 504]) {
      const before = endpoint.requests.length;
      answer = () => ({ status, body: 'no' });
      await expect(source().getToken()).rejects.toMatchObject({ status });
      expect(endpoint.requests).toHaveLength(before + 1);
    }
  });

  test('a valid token that is only due for renewal goes on, and the provider is left alone for a while', async () => {
    answer = (_, index) => withRefresh(index);
    const one = source();
    await one.getToken();
    clock.pass(3_550_000);
    answer = () => tooMany(20);
    for (let call = 0; call < 10; call++) expect(await one.getAccessToken()).toBe('token-0');
    expect(endpoint.requests).toHaveLength(2);
    expect(clock.slept).toEqual([]);
  });
});

test('rule 6: while the user is held back for another token, a valid token that is due goes on without a wait', async () => {
  const lanes = createLanes(clock);
  const make = (scope: string) =>
    createTokenSource(
      {
        tokenEndpoint: endpoint.tokenEndpoint,
        clientId: 'orders',
        grant: 'password',
        credentials: () => ({ username: 'ann', password: 'pw' }),
        scope,
      },
      { clock, lanes, random: () => 0 },
    );
  const [held, refusedOne] = [make('a'), make('b')];
  const first = await held.getAccessToken();
  clock.pass(3_550_000);
  answer = () => ({ status: 429, headers: { 'retry-after': '90' }, body: '' });
  await expect(refusedOne.getToken()).rejects.toMatchObject({ name: 'RateLimitedError' });
  const before = endpoint.requests.length;
  expect(await held.getAccessToken()).toBe(first);
  expect(endpoint.requests).toHaveLength(before);
  expect(clock.slept).toEqual([]);
});

test('rule 8: the token type is spelled as headers spell it, whatever the endpoint answers', async () => {
  for (const token_type of ['bearer', 'BEARER', 'Bearer']) {
    answer = (_, index) => token(index, { token_type });
    expect(await source().authorizationHeader()).toMatch(/^Bearer token-/);
  }
});

describe('expiry', () => {
  test('the skew is at most half the lifetime, or a short-lived token would never be reused', async () => {
    answer = (_, index) => token(index, { expires_in: 20 });
    const one = source();
    await one.getToken();
    clock.pass(9_000);
    expect(await one.getAccessToken()).toBe('token-0');
    clock.pass(1_000);
    expect(await one.getAccessToken()).toBe('token-1');
  });

  test('a token without expires_in is reused for 300 seconds', async () => {
    answer = (_, index) => ({ body: { access_token: `token-${index}`, token_type: 'bearer' } });
    const one = source({ expirySkew: 0, jitter: 0 });
    await one.getToken();
    clock.pass(299_000);
    expect(await one.getAccessToken()).toBe('token-0');
    clock.pass(1_000);
    expect(await one.getAccessToken()).toBe('token-1');
  });

  test('a clock that is set ten minutes back or ahead never makes an expired token look valid', async () => {
    const one = source({ expirySkew: 0, jitter: 0 });
    await one.getToken();
    clock.jump(-600_000);
    clock.pass(3_600_000);
    expect(await one.getAccessToken()).toBe('token-1');
    clock.jump(3_600_000);
    expect(await one.getAccessToken()).toBe('token-2');
  });
});
