// Rules 6 and 7: how long to wait after a 429, by the server's word and never by the local clock.
import { describe, expect, test } from '@jest/globals';
import { waitAfterRefusal } from '../src/limit/wait.js';

const wait = (headers: Record<string, string>, attempt = 1, random = 0) =>
  waitAfterRefusal(new Headers(headers), { attempt, random: () => random });

const DATE = 'Tue, 24 Nov 2026 10:00:00 GMT';
const EPOCH = Date.parse(DATE) / 1000;

describe('rule 6: the wait after a 429', () => {
  test('Retry-After comes first, in seconds or as a date', () => {
    expect(wait({ 'retry-after': '7', 'x-rate-limit-reset': `${EPOCH + 60}`, date: DATE })).toBe(7000);
    expect(wait({ 'retry-after': 'Tue, 24 Nov 2026 10:00:09 GMT', date: DATE })).toBe(9000);
  });

  test('then the reset minus the server’s own Date, plus one second: a local clock that is ten minutes off does not matter', () => {
    // The local clock of this run is years away from DATE.
    expect(wait({ 'x-rate-limit-reset': `${EPOCH + 3}`, date: DATE })).toBe(4000);
    expect(wait({ 'x-ratelimit-reset': `${EPOCH + 3}`, date: DATE })).toBe(4000);
    expect(wait({ 'x-rate-limit-reset': `${EPOCH - 5}`, date: DATE })).toBe(1000);
    expect(wait({ 'ratelimit-reset': '3' })).toBe(4000);
  });

  test('else exponentially: no header, no Date, or a header that was sent twice', () => {
    for (const headers of [
      {},
      { 'x-rate-limit-reset': `${EPOCH + 3}` },
      { 'x-rate-limit-reset': `${EPOCH + 3}, ${EPOCH + 9}`, date: DATE },
      { 'retry-after': '5, 6' },
      { 'retry-after': 'soon' },
    ])
      expect([1, 2, 3, 4].map((attempt) => wait(headers as Record<string, string>, attempt))).toEqual([
        1000, 2000, 4000, 8000,
      ]);
  });

  test('jitter only ever adds, so that waiters do not wake together and none wakes early', () => {
    expect(wait({ 'retry-after': '1' }, 1, 0.5)).toBe(1125);
    expect(wait({ 'retry-after': '60' }, 1, 0.999)).toBeLessThanOrEqual(66_000);
  });
});

test('rule 7: with requests remaining, the reset is another bucket’s: wait one to two seconds', () => {
  const headers = { 'x-rate-limit-remaining': '580', 'x-rate-limit-reset': `${EPOCH + 50}`, date: DATE };
  expect(wait(headers)).toBe(1000);
  expect(wait(headers, 1, 0.999)).toBeLessThan(2300);
  expect(wait({ ...headers, 'x-rate-limit-remaining': '0' })).toBe(51_000);
});
