import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogTriggers } from '../../src/catalog/triggers.js';
import { buildTrigger } from '../../src/source/triggers.js';
import { createWordScan } from '../../src/source/word-scan.js';

describe('RFC 6749 names trigger by themselves', () => {
  const { test: trigger } = buildTrigger();
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
  const { test: trigger } = buildTrigger([
    'a.b(c)',
    '$x',
    { expression: /sign[-_]?in/i, holds: ['sign'] },
    { expression: /exact/g, holds: ['exact'] },
  ]);
  for (const text of ['1 a.b(c) 2', '$x', 'SignIn', 'exact']) {
    expect(trigger(text)).toBe(true);
    // The same text again: no state between tests.
    expect(trigger(text)).toBe(true);
  }
  for (const text of ['aXb(c)', 'x', 'EXACT', 'A.B(C)']) expect(trigger(text)).toBe(false);
});

test('a list triggers when all of its words are there, in any order', () => {
  const { test: trigger, holds } = buildTrigger([
    ['password', { expression: /\/token\b/i, holds: ['/token'] }],
  ]);
  expect(trigger('post("/oauth/TOKEN", { password })')).toBe(true);
  expect(trigger('{ password }; "/oauth/token"')).toBe(true);
  expect(trigger('password')).toBe(false);
  expect(trigger('/token')).toBe(false);
  expect(holds).toContain('password');
  expect(holds).not.toContain('/token');
});

describe('what a text holds that passes', () => {
  const { test: passes, holds } = catalogTriggers();
  const scan = createWordScan(holds);
  const found = (text: string) => scan(Buffer.from(text), 0, Buffer.byteLength(text));

  test.each([
    ...['grant_type', 'grantTypes', 'GRANT-TYPE', 'grant types', 'client_credentials', 'obtainDirectly('],
    "post('/oauth/token', { password })",
    "post('/Access_Token', { Passwd })",
    '/accesstoken PASSWORD',
    "accessToken = await post(url, { headers: { Authorization: 'Basic ' + key } }); // OAuth",
    'access_token auth: token_url',
  ])('%s', (text) => {
    expect([passes(text), found(text)]).toEqual([true, true]);
  });

  test('so no text passes that the search over bytes leaves out', () => {
    const pieces = [
      ...holds,
      ...['grant', '-', '_', ' ', 'types', '/', 'token', 'oauth', 'Basic ', 'auth', ':', 'ü', 'x', '\n'],
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...pieces), fc.boolean()), { maxLength: 8 }), (parts) => {
        const text = parts.map(([piece, upper]) => (upper ? piece.toUpperCase() : piece)).join('');
        expect(found(text) || !passes(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
