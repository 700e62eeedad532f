import type { Library } from '../library.js';

export const azureIdentity: Library = {
  name: 'azure-identity',
  docs: 'https://learn.microsoft.com/javascript/api/@azure/identity/usernamepasswordcredential',
  modules: ['@azure/identity'],
  triggers: ['UsernamePasswordCredential', 'ClientSecretCredential'],
  tokenCalls: [
    {
      member: 'getToken',
      of: ['ClientSecretCredential', 'ClientCertificateCredential'],
      grant: 'client_credentials',
      selfCaching: true,
      needsImport: true,
    },
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
