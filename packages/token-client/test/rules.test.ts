// The rules of token sources that no feature list shows. Each test names its rule.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenStore } from '../src/index.js';
import { tokenKey } from '../src/source/token-key.js';
import { startRig, withRefresh, type Rig } from './support/rig.js';
import { token, type Scripted } from './support/scripted-endpoint.js';

let rig: Rig;
beforeEach(async () => void (rig = await startRig()));
afterEach(() => rig.endpoint.close());

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
  rig.answer = (grant, index) => (
    steps.push(grant),
    grant === 'refresh_token' ? refused : withRefresh(index)
  );
  const one = rig.source({ store, lock });
  await one.getToken();
  expect(steps.splice(0)).toEqual(['lock', 'store', 'password', 'write', 'unlock']);
  await one.getToken();
  expect(steps.splice(0)).toEqual([]);
  rig.clock.pass(3_600_000);
  await one.getToken();
  expect(steps.splice(0)).toEqual([
    ...['lock', 'store', 'refresh_token', 'store'],
    ...['write', 'password', 'write', 'unlock'],
  ]);
  // Another source finds the result in the store.
  expect(await rig.source({ store, lock }).getAccessToken()).toBe(await one.getAccessToken());
  expect(steps.splice(0)).toEqual(['lock', 'store', 'unlock']);
});

describe('rule 3: a refused refresh token', () => {
  test('that a sibling has rotated meanwhile: the sibling’s tokens are used', async () => {
    const store = new Map<string, string>();
    rig.answer = (_, index) => withRefresh(index);
    const one = rig.source({ store });
    await one.getToken();
    rig.clock.pass(3_600_000);
    rig.answer = (grant, index) => {
      const [key, value] = [...store][0]!;
      const set = JSON.parse(value) as object;
      const sibling = {
        ...set,
        accessToken: 'sibling',
        refreshToken: 'rotated',
        expiresAt: rig.clock.wall() + 3_600_000,
      };
      store.set(key, JSON.stringify(sibling));
      return grant === 'refresh_token' ? refused : withRefresh(index);
    };
    expect(await one.getAccessToken()).toBe('sibling');
    expect(rig.grants()).toEqual(['password', 'refresh_token']);
    expect(rig.events.map(({ type }) => type)).toContain('refresh_rejected');
  });

  test('otherwise: a new login where that needs no person, an error where it does', async () => {
    rig.answer = (grant, index) => (grant === 'refresh_token' ? refused : withRefresh(index));
    const machine = rig.source();
    await machine.getToken();
    rig.clock.pass(3_600_000);
    expect(await machine.getAccessToken()).toBe('token-2');
    const person = rig.source({ grant: 'refresh_token', initialTokens: { refreshToken: 'gone' } });
    await expect(person.getToken()).rejects.toMatchObject({ code: 'invalid_grant' });
  });
});

test('rule 4: the old refresh token is kept when none comes back', async () => {
  rig.answer = (grant, index) => (grant === 'password' ? withRefresh(index) : token(index));
  const one = rig.source();
  for (let renewal = 0; renewal < 4; renewal++) {
    expect((await one.getToken()).refreshToken).toBe('refresh-0');
    rig.clock.pass(3_600_000);
  }
  expect(rig.grants()).toEqual(['password', 'refresh_token', 'refresh_token', 'refresh_token']);
});

describe('rule 5: a refresh that got no answer is not sent again', () => {
  const unanswered = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));

  test('the refresh token is given up, and the login starts a new grant', async () => {
    let lost = false;
    const sent: (string | null)[] = [];
    rig.answer = (_, index) => withRefresh(index);
    const one = rig.source({
      fetch: (input, init) => {
        const grant = new URLSearchParams(String(init?.body)).get('grant_type');
        sent.push(grant);
        return lost && grant === 'refresh_token' ? unanswered() : fetch(input, init);
      },
    });
    await one.getToken();
    rig.clock.pass(3_600_000);
    lost = true;
    expect(await one.getAccessToken()).toBe('token-1');
    expect(sent).toEqual(['password', 'refresh_token', 'password']);
  });

  test('nor when the login fails too: the next call logs in', async () => {
    let lost = false;
    const sent: (string | null)[] = [];
    rig.answer = (_, index) => withRefresh(index);
    const store = new Map<string, string>();
    const one = rig.source({
      store,
      fetch: (input, init) => {
        sent.push(new URLSearchParams(String(init?.body)).get('grant_type'));
        return lost ? unanswered() : fetch(input, init);
      },
    });
    await one.getToken();
    rig.clock.pass(3_600_000);
    lost = true;
    await expect(one.getToken()).rejects.toMatchObject({ code: 'network_error' });
    expect([...store.values()].join()).not.toContain('refresh-0');
    lost = false;
    await one.getToken();
    expect(sent).toEqual(['password', 'refresh_token', 'password', 'password']);
  });

  test('nor while a valid token is at hand, which goes on without it', async () => {
    const sent: (string | null)[] = [];
    let status = 200;
    rig.answer = (_, index) => (status === 200 ? withRefresh(index) : { status, body: 'no' });
    const one = rig.source({
      fetch: (input, init) => {
        const grant = new URLSearchParams(String(init?.body)).get('grant_type');
        sent.push(grant);
        return status !== 200 && grant === 'refresh_token' ? unanswered() : fetch(input, init);
      },
    });
    await one.getToken();
    rig.clock.pass(3_545_000);
    status = 503;
    expect(await one.getAccessToken()).toBe('token-0');
    expect((await one.getToken()).refreshToken).toBeUndefined();
    rig.clock.pass(20_000);
    status = 200;
    await one.getToken();
    expect(sent).toEqual(['password', 'refresh_token', 'password', 'password']);
  });
});

test('rule 8: the token type is spelled as headers spell it, whatever the endpoint answers', async () => {
  for (const token_type of ['bearer', 'BEARER', 'Bearer']) {
    rig.answer = (_, index) => token(index, { token_type });
    expect(await rig.source().authorizationHeader()).toMatch(/^Bearer token-/);
  }
});
