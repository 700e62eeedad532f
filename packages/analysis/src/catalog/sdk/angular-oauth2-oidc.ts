import type { Library } from '../library.js';

export const angularOauth2Oidc: Library = {
  name: 'angular-oauth2-oidc',
  docs: 'https://manfredsteyer.github.io/angular-oauth2-oidc/docs/additional-documentation/using-password-flow.html',
  modules: ['angular-oauth2-oidc'],
  triggers: ['fetchTokenUsingPasswordFlow'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'fetchTokenUsingPasswordFlow',
      grant: 'password',
      credentials: { positions: [0, 1] },
      minArguments: 2,
    },
    {
      member: 'fetchTokenUsingPasswordFlowAndLoadUserProfile',
      grant: 'password',
      credentials: { positions: [0, 1] },
      minArguments: 2,
    },
  ],
};
