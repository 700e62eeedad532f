import type { Provider } from '../provider.js';

export const paypal: Provider = {
  name: 'paypal',
  title: 'PayPal',
  docs: 'https://developer.paypal.com/api/rest/authentication/',
  url: /paypal\.com/i,
  names: /paypal/i,
  limit: 'PayPal answers 429 to clients that ask for a token with every call.',
};
