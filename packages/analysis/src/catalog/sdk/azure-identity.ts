import type { Library } from '../library.js';

export const azureIdentity: Library = {
  name: 'azure-identity',
  docs: 'https://learn.microsoft.com/javascript/api/@azure/identity/usernamepasswordcredential',
  modules: ['@azure/identity'],
  triggers: ['UsernamePasswordCredential'],
  tokenCalls: [
    {
      member: 'UsernamePasswordCredential',
      construct: true,
      grant: 'password',
      credentials: { positions: [2, 3] },
      selfCaching: true,
      needsImport: true,
    },
  ],
};
