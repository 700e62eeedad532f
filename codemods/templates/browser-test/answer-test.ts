// The checks of an answer and of the way back, which need no browser.
import { isOfIssuer, returnAddress } from './answer.js';

const ORIGIN = 'https://app.example.com';

test('a return address stays on this origin', () => {
  expect(returnAddress('/orders?page=2#last', ORIGIN, '/')).toBe('/orders?page=2#last');
  for (const foreign of [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/a/..//evil.example/',
    undefined,
  ])
    expect(returnAddress(foreign, ORIGIN, '/home')).toBe('/home');
});

test('an answer counts when it is of the issuer that was asked', () => {
  const issuer = 'https://issuer.example.com';
  expect(isOfIssuer(issuer, { issuer })).toBe(true);
  expect(isOfIssuer('https://issuer.example.com/', { issuer })).toBe(false);
  expect(isOfIssuer('https://attacker.example', { issuer })).toBe(false);
  expect(isOfIssuer(issuer, null)).toBe(false);
});

test('an answer without an issuer counts where the server never names one', () => {
  const issuer = 'https://issuer.example.com';
  expect(isOfIssuer(null, { issuer })).toBe(true);
  expect(isOfIssuer(null, { issuer, authorization_response_iss_parameter_supported: true })).toBe(false);
});
