import { describe, expect, test } from '@jest/globals';
import { buildTrigger } from '../../src/source/triggers.js';

describe('RFC 6749 names trigger by themselves', () => {
  const trigger = buildTrigger();
  test.each([
    'grant_type=password',
    'grantType:',
    'GRANT_TYPE',
    'grant-type',
    '"grant types"',
    "'client_credentials'",
  ])('%s', (text) => {
    expect(trigger(text)).toBe(true);
  });
  test.each(['', 'granted types', 'const a = 1;', 'ConfidentialClientApplication'])('not %j', (text) => {
    expect(trigger(text)).toBe(false);
  });
});

test('words are matched as written, expressions by their flags', () => {
  const trigger = buildTrigger(['a.b(c)', '$x', /sign[-_]?in/i, /exact/g]);
  for (const text of ['1 a.b(c) 2', '$x', 'SignIn', 'exact']) {
    expect(trigger(text)).toBe(true);
    // The same text again: no state between tests.
    expect(trigger(text)).toBe(true);
  }
  for (const text of ['aXb(c)', 'x', 'EXACT', 'A.B(C)']) expect(trigger(text)).toBe(false);
});

test('a list triggers when all of its words are there, in any order', () => {
  const trigger = buildTrigger([['password', /\/token\b/i]]);
  expect(trigger('post("/oauth/TOKEN", { password })')).toBe(true);
  expect(trigger('{ password }; "/oauth/token"')).toBe(true);
  expect(trigger('password')).toBe(false);
  expect(trigger('/token')).toBe(false);
});
