import type { Library } from '../library.js';

export const badgatewayOauth2Client: Library = {
  name: 'badgateway-oauth2-client',
  docs: 'https://github.com/badgateway/oauth2-client#readme',
  modules: ['@badgateway/oauth2-client', 'fetch-mw-oauth2'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'password',
      of: ['OAuth2Client'],
      grant: 'password',
      credentials: { argument: 0 },
      needsImport: true,
      minArguments: 1,
    },
    { member: 'clientCredentials', of: ['OAuth2Client'], grant: 'client_credentials', needsImport: true },
  ],
  triggers: ['@badgateway/oauth2-client', 'fetch-mw-oauth2'],
};
