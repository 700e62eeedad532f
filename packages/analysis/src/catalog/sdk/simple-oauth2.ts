import type { Library } from '../library.js';

export const simpleOauth2: Library = {
  name: 'simple-oauth2',
  docs: 'https://github.com/lelylan/simple-oauth2/blob/master/API.md',
  modules: ['simple-oauth2'],
  triggers: ['ResourceOwnerPassword', 'ownerPassword', 'ClientCredentials('],
  implementsGrant: true,
  tokenCalls: [
    { member: 'getToken', of: ['ResourceOwnerPassword'], grant: 'password', credentials: { argument: 0 } },
    { member: 'getToken', of: ['ClientCredentials'], grant: 'client_credentials' },
    { member: 'getToken', via: 'ownerPassword', grant: 'password', credentials: { argument: 0 } },
    { member: 'getToken', via: 'clientCredentials', grant: 'client_credentials' },
  ],
};
