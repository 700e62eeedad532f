import type { Library } from '../library.js';

/** Version 6 has functions that take a configuration; version 5 has methods of a `Client`. */
export const openidClient: Library = {
  name: 'openid-client',
  docs: 'https://github.com/panva/openid-client/blob/main/docs/README.md',
  modules: ['openid-client', 'oauth4webapi'],
  triggers: ['genericGrantRequest', 'clientCredentialsGrant'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'genericGrantRequest', grant: { argument: 1 }, credentials: { argument: 2 }, minArguments: 2 },
    { member: 'clientCredentialsGrant', grant: 'client_credentials', minArguments: 1 },
    { member: 'clientCredentialsGrantRequest', grant: 'client_credentials', minArguments: 2 },
    {
      member: 'grant',
      grant: { argument: 0, key: 'grant_type' },
      credentials: { argument: 0 },
      minArguments: 1,
    },
  ],
};
