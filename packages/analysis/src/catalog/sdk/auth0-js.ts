import type { Library } from '../library.js';

export const auth0Js: Library = {
  name: 'auth0-js',
  docs: 'https://auth0.com/docs/libraries/auth0js',
  modules: ['auth0-js'],
  triggers: ['auth0-js', 'loginWithDefaultDirectory', 'loginWithResourceOwner'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'loginWithDefaultDirectory', grant: 'password', credentials: { argument: 0 }, minArguments: 1 },
    { member: 'loginWithResourceOwner', grant: 'password', credentials: { argument: 0 }, minArguments: 1 },
    {
      member: 'login',
      via: 'client',
      grant: 'password',
      credentials: { argument: 0, keys: ['password'] },
      needsImport: true,
      minArguments: 1,
    },
  ],
};
