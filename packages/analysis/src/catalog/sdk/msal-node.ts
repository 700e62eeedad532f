import type { Library } from '../library.js';

export const msalNode: Library = {
  name: 'msal-node',
  docs: 'https://learn.microsoft.com/entra/msal/javascript/node/',
  modules: ['@azure/msal-node'],
  triggers: ['acquireTokenByUsernamePassword', 'acquireTokenByClientCredential'],
  tokenCalls: [
    {
      member: 'acquireTokenByUsernamePassword',
      grant: 'password',
      credentials: { argument: 0 },
      // It asks the endpoint each time, shared object or not: only acquireTokenSilent reads the cache.
      of: ['PublicClientApplication', 'ConfidentialClientApplication'],
      minArguments: 1,
    },
    {
      member: 'acquireTokenByClientCredential',
      grant: 'client_credentials',
      selfCaching: true,
      of: ['ConfidentialClientApplication'],
      minArguments: 1,
    },
  ],
};
