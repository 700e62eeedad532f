/** How each SDK is migrated, by its name in the catalog. */
import type { RequestSite } from '@grant-migrate/analysis';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { azureToCachedClient } from './azure-identity.js';
import { sdkToCachedClient } from './cached-call.js';
import { keycloakAdminToCachedClient } from './keycloak-admin.js';
import { msalToCachedClient } from './msal-node.js';

type SdkMigration = (context: SiteContext, site: RequestSite) => SiteRewrite | ReasonCode;

export const sdkMigrations: Readonly<Record<string, SdkMigration>> = {
  auth0: sdkToCachedClient,
  // Each call makes a client of its own, which asks for itself.
  'axios-oauth-client': () => 'sdk-without-reuse',
  'azure-identity': azureToCachedClient,
  'badgateway-oauth2-client': sdkToCachedClient,
  'client-oauth2': sdkToCachedClient,
  'keycloak-admin': keycloakAdminToCachedClient,
  'keycloak-connect': sdkToCachedClient,
  'ms-rest-azure': () => 'sdk-without-reuse',
  'msal-node': msalToCachedClient,
  oauth: sdkToCachedClient,
  'openid-client': sdkToCachedClient,
  'simple-oauth2': sdkToCachedClient,
  'spotify-web-api-node': sdkToCachedClient,
};
