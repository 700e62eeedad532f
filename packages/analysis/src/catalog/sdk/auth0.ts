import type { Library } from '../library.js';

export const auth0: Library = {
  name: 'auth0',
  docs: 'https://github.com/auth0/node-auth0#readme',
  modules: ['auth0'],
  triggers: ['passwordGrant', 'clientCredentialsGrant'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'passwordGrant', grant: 'password', credentials: { argument: 0 }, minArguments: 1 },
    { member: 'clientCredentialsGrant', via: 'oauth', grant: 'client_credentials', minArguments: 1 },
    {
      member: 'clientCredentialsGrant',
      of: ['AuthenticationClient'],
      grant: 'client_credentials',
      minArguments: 1,
    },
  ],
};
