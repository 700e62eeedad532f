import type { Provider } from '../provider.js';

export const okta: Provider = {
  name: 'okta',
  title: 'Okta',
  docs: 'https://developer.okta.com/docs/reference/rl2-limits/',
  url: /\b(okta|oktapreview|okta-emea|okta-gov)\.com\b|\/oauth2\/(default|aus[0-9A-Za-z]{17})\/v1\/token|okta/i,
  names: /okta/i,
  limit: 'Okta answers 429 after 4 token requests a second for one user, refreshes counted.',
  password: 'Okta calls the password grant a last option.',
};
