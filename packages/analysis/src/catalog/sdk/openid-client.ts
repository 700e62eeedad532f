import type { Library } from '../library.js';

/**
 * Version 6 has functions that take a configuration; version 5 has methods of a `Client`. oauth4webapi, below version 6, has the
 * request apart from the reading of its response.
 */
export const openidClient: Library = {
  name: 'openid-client',
  docs: 'https://github.com/panva/openid-client/blob/main/docs/README.md',
  modules: ['openid-client', 'oauth4webapi'],
  triggers: ['genericGrantRequest', 'genericTokenEndpointRequest', 'clientCredentialsGrant'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'genericGrantRequest', grant: { argument: 1 }, credentials: { argument: 2 }, minArguments: 2 },
    {
      member: 'genericTokenEndpointRequest',
      grant: { argument: 3 },
      credentials: { argument: 4 },
      minArguments: 5,
    },
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
