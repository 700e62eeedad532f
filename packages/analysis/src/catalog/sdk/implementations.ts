import type { Library } from '../library.js';

/** Packages that implement grants for others and have no entry of their own: silent when linted themselves. */
export const implementations: Library = {
  name: 'grant-implementations',
  docs: 'https://www.npmjs.com/search?q=keywords:oauth2',
  implementsGrant: true,
  modules: [
    'keycloak-admin-client',
    'keycloak-backend',
    'passport-oauth2-middleware',
    'predix-uaa-client',
    'oauth2-server',
    '@node-oauth/oauth2-server',
    'oauth2orize',
    'oidc-provider',
    'node-red-contrib-oauth2',
    '@okta/okta-auth-js',
    'passport-oauth2',
    'openid-client',
    'salesforce-oauth2',
    'grant',
    'axios-token-interceptor',
    'google-auth-library',
    '@azure/msal-browser',
    '@azure/msal-common',
  ],
};
