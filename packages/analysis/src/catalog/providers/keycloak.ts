import type { Provider } from '../provider.js';

export const keycloak: Provider = {
  name: 'keycloak',
  title: 'Keycloak',
  docs: 'https://www.keycloak.org/docs/latest/server_admin/#_resource_owner_password_credentials_flow',
  url: /\/protocol\/openid-connect\/token|keycloak/i,
  names: /keycloak|^kc_/i,
  password:
    'Keycloak ("Direct access grants") skips the one-time codes and identity providers of the browser flow.',
};
