import type { Library } from '../library.js';

export const keycloakAdmin: Library = {
  name: 'keycloak-admin',
  docs: 'https://github.com/keycloak/keycloak/tree/main/js/libs/keycloak-admin-client#readme',
  // What it is given may be written in another file.
  triggers: ['keycloak-admin'],
  modules: [
    '@keycloak/keycloak-admin-client',
    'keycloak-admin',
    '@s3pweb/keycloak-admin-client-cjs',
    'kc-admin-client',
  ],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'auth',
      grant: { argument: 0, key: 'grantType' },
      credentials: { argument: 0 },
      minArguments: 1,
      keepsToken: true,
    },
  ],
};
