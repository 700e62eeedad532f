import type { Library } from '../library.js';

export const axiosOauthClient: Library = {
  name: 'axios-oauth-client',
  docs: 'https://github.com/compwright/axios-oauth-client#readme',
  modules: ['axios-oauth-client'],
  triggers: ['axios-oauth-client'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'ownerCredentials',
      grant: 'password',
      credentials: { positions: [3, 4] },
      needsImport: true,
    },
  ],
};
