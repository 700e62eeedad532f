import type { Library } from '../library.js';

export const msRestAzure: Library = {
  name: 'ms-rest-azure',
  docs: 'https://www.npmjs.com/package/ms-rest-azure',
  modules: ['ms-rest-azure', '@azure/ms-rest-nodeauth', 'ms-rest-nodeauth'],
  triggers: ['loginWithUsernamePassword', 'loginWithServicePrincipalSecret'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'loginWithUsernamePassword',
      grant: 'password',
      credentials: { positions: [0, 1] },
      needsImport: true,
    },
    {
      member: 'loginWithUsernamePasswordWithAuthResponse',
      grant: 'password',
      credentials: { positions: [0, 1] },
      needsImport: true,
    },
  ],
};
