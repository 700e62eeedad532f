// Which addresses a sign-in may lead back to, and which requests may end a session.
import { isSameOrigin, safeReturnTo, sessionCookie } from './session.js';
import { endTransaction, readTransaction, transactionCookie } from './transaction.js';

test('a return address stays in this application', () => {
  expect(safeReturnTo('/orders?page=2')).toBe('/orders?page=2');
  for (const foreign of [
    'https://example.com',
    '//example.com',
    '/\\example.com',
    '/\t/example.com',
    undefined,
  ])
    expect(safeReturnTo(foreign)).toBe('/');
});

test('no other site can use the session', () => {
  expect(sessionCookie().httpOnly).toBe(true);
  expect(sessionCookie().sameSite).toBe('strict');
  expect(isSameOrigin({ 'sec-fetch-site': 'cross-site' })).toBe(false);
  expect(isSameOrigin({ origin: 'https://example.com' })).toBe(false);
});

test('a sign-in is known by its own browser alone, and once', () => {
  const transaction = { state: 'state-1', nonce: 'nonce-1', codeVerifier: 'verifier-1', returnTo: '/orders' };
  const cookie = transactionCookie(transaction).split(';')[0]!;
  expect(readTransaction(cookie, 'state-1')?.returnTo).toBe('/orders');
  expect(readTransaction(cookie, 'state-2')).toBe(undefined);
  expect(readTransaction(undefined, 'state-1')).toBe(undefined);
  expect(
    readTransaction(
      cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
      'state-1',
    ),
  ).toBe(undefined);
  expect(endTransaction('state-1').includes('Max-Age=0')).toBe(true);
});
