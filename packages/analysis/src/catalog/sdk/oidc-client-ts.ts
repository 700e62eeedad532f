import type { Library } from '../library.js';

export const oidcClientTs: Library = {
  name: 'oidc-client-ts',
  docs: 'https://authts.github.io/oidc-client-ts/classes/UserManager.html',
  modules: ['oidc-client-ts', 'react-oidc-context', 'oidc-client'],
  triggers: ['signinResourceOwnerCredentials'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'signinResourceOwnerCredentials',
      grant: 'password',
      credentials: { argument: 0 },
      minArguments: 1,
    },
  ],
};
