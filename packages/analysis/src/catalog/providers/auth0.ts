import type { Provider } from '../provider.js';

export const auth0: Provider = {
  name: 'auth0',
  title: 'Auth0',
  docs: 'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy',
  url: /\bauth0\.com\b|auth0/i,
  names: /auth0/i,
  limit: 'Auth0 counts each token against the tenant and answers 429 when they are used up.',
  password: 'With multi-factor authentication Auth0 answers mfa_required.',
};
