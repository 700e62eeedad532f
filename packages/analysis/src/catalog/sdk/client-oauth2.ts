import type { Library } from '../library.js';

export const clientOauth2: Library = {
  name: 'client-oauth2',
  docs: 'https://github.com/mulesoft/js-client-oauth2#readme',
  modules: ['client-oauth2', '@n8n/client-oauth2'],
  triggers: ['.owner.getToken', '.credentials.getToken'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'getToken',
      via: 'owner',
      grant: 'password',
      credentials: { positions: [0, 1] },
      minArguments: 2,
    },
    { member: 'getToken', via: 'credentials', needsImport: true, grant: 'client_credentials' },
  ],
};
