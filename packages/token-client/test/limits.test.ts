// Rule 6: what a source does after a 429.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startRig, withRefresh, type Rig } from './support/rig.js';
import { token, type Scripted } from './support/scripted-endpoint.js';

let rig: Rig;
beforeEach(async () => void (rig = await startRig()));
afterEach(() => rig.endpoint.close());

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
    rig.answer = (_, index) => (index === 0 ? tooMany(3) : token(index));
    const one = rig.source();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => one.getAccessToken()));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(rig.clock.slept).toEqual([4000]);
    expect(rig.events).toContainEqual(
      expect.objectContaining({ type: 'rate_limited', status: 429, waitMs: 4000, limit: 4, attempt: 1 }),
    );
  });

  test('attempts are limited, and a wait beyond maxDelay is not waited for', async () => {
    rig.answer = () => tooMany(3);
    await expect(rig.source().getToken()).rejects.toMatchObject({
      name: 'RateLimitedError',
      code: 'E0000047',
      status: 429,
      retryAfterMs: 4000,
    });
    expect(rig.endpoint.requests).toHaveLength(5);
    rig.answer = () => tooMany(600);
    await expect(rig.source().getToken()).rejects.toMatchObject({ retryAfterMs: 601_000 });
    expect(rig.endpoint.requests).toHaveLength(6);
  });

  test('nothing else is retried', async () => {
    for (const status of [400, 401, 403, 404, 500, 502, 504]) {
      const before = rig.endpoint.requests.length;
      rig.answer = () => ({ status, body: 'no' });
      await expect(rig.source().getToken()).rejects.toMatchObject({ status });
      expect(rig.endpoint.requests).toHaveLength(before + 1);
    }
  });

  test('a valid token that is only due for renewal goes on, and the provider is left alone for a while', async () => {
    rig.answer = (_, index) => withRefresh(index);
    const one = rig.source();
    await one.getToken();
    rig.clock.pass(3_550_000);
    rig.answer = () => tooMany(20);
    for (let call = 0; call < 10; call++) expect(await one.getAccessToken()).toBe('token-0');
    expect(rig.endpoint.requests).toHaveLength(2);
    expect(rig.clock.slept).toEqual([]);
  });
});

test('rule 6: while the user is held back for another token, a valid token that is due goes on without a wait', async () => {
  const { lanes } = rig;
  const [held, refusedOne] = [rig.source({ scope: 'a' }, lanes), rig.source({ scope: 'b' }, lanes)];
  const first = await held.getAccessToken();
  rig.clock.pass(3_550_000);
  rig.answer = () => ({ status: 429, headers: { 'retry-after': '90' }, body: '' });
  await expect(refusedOne.getToken()).rejects.toMatchObject({ name: 'RateLimitedError' });
  const before = rig.endpoint.requests.length;
  expect(await held.getAccessToken()).toBe(first);
  expect(rig.endpoint.requests).toHaveLength(before);
  expect(rig.clock.slept).toEqual([]);
});

describe('spacing', () => {
  const person = (subject: string | undefined) =>
    rig.source({ grant: 'refresh_token', initialTokens: { refreshToken: 'r' }, subject }, rig.lanes);

  test('requests for one user start apart, whoever makes them; the first one waits for nothing', async () => {
    await person('ann').getToken();
    expect(rig.clock.slept).toEqual([]);
    await person('Ann').getToken();
    await person('ann').getToken();
    expect(rig.clock.slept).toEqual([354, 354]);
  });

  test('sessions of other people, and of people who are not named, do not wait for each other', async () => {
    for (const subject of ['ann', 'bob', undefined, undefined, undefined]) await person(subject).getToken();
    expect(rig.clock.slept).toEqual([]);
  });

  test('a key of one’s own joins what the provider counts together', async () => {
    const rateLimit = { perSecond: 1, key: 'org' };
    for (const clientId of ['a', 'b', 'c'])
      await rig.source({ clientId, grant: 'client_credentials', rateLimit }, rig.lanes).getToken();
    expect(rig.clock.slept).toEqual([1020, 1020]);
  });
});
