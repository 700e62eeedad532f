import type { Library } from '../library.js';

export const adalNode: Library = {
  name: 'adal-node',
  docs: 'https://github.com/AzureAD/azure-activedirectory-library-for-nodejs#readme',
  modules: ['adal-node'],
  triggers: ['acquireTokenWithUsernamePassword', 'acquireTokenWithClientCredentials'],
  tokenCalls: [
    // Its default cache is global to the process: a context built per call loses nothing.
    {
      member: 'acquireTokenWithUsernamePassword',
      grant: 'password',
      credentials: { positions: [1, 2] },
      globalCache: true,
      minArguments: 4,
    },
    {
      member: 'acquireTokenWithClientCredentials',
      grant: 'client_credentials',
      globalCache: true,
      minArguments: 3,
    },
  ],
};
