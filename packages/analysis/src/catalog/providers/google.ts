import type { Provider } from '../provider.js';

export const google: Provider = {
  name: 'google',
  title: 'Google',
  docs: 'https://developers.google.com/identity/protocols/oauth2',
  url: /oauth2\.googleapis\.com\/token|accounts\.google\.com\/o\/oauth2|www\.googleapis\.com\/oauth2/i,
};
