import type { Library } from '../library.js';

export const keycloakConnect: Library = {
  name: 'keycloak-connect',
  docs: 'https://www.keycloak.org/docs/latest/securing_apps/#_nodejs_adapter',
  modules: ['keycloak-connect', 'keycloak-auth-utils'],
  triggers: ['obtainDirectly'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'obtainDirectly', grant: 'password', credentials: { positions: [0, 1] }, minArguments: 2 },
  ],
};
