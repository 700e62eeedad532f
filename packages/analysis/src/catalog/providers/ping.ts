import type { Provider } from '../provider.js';

export const ping: Provider = {
  name: 'ping',
  title: 'Ping Identity',
  docs: 'https://docs.pingidentity.com/pingone/',
  url: /auth\.pingone\.|\/as\/token(\.oauth2)?\b|pingfederate|pingidentity/i,
  names: /^ping(one|fed)?_/i,
};
