import type { Provider } from '../provider.js';

export const netatmoConnect: Provider = {
  name: 'netatmo',
  title: 'Netatmo',
  docs: 'https://dev.netatmo.com/apidocumentation/oauth',
  url: /\bnetatmo\.(net|com)\/oauth2\/token/i,
  names: /^netatmo_/i,
  password: 'Netatmo has the authorization code alone: let the account’s owner sign in once.',
};
