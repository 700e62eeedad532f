import type { Project, RequestSite } from '@grant-migrate/analysis';
import { sentenceOf } from '../../reasons.js';
import { LocalNames } from '../../source/import-names.js';
import { styleOf } from '../../source/style.js';
import type { Application } from '../application.js';
import type { Files } from '../files.js';
import type { Rewire } from '../framework.js';
import { ownEdits } from '../own-edits.js';
import { angularOauth2Oidc } from './angular-oauth2-oidc.js';
import { auth0Js } from './auth0-js.js';
import { azureIdentity } from './azure-identity.js';
import { msalNode } from './msal-node.js';
import { nextAuth } from './next-auth/index.js';
import { nextAuthRoute } from './next-auth/own-route.js';
import { oidcClientTs } from './oidc-client-ts.js';
import { passportLocal } from './passport-local/index.js';
import { passportNest } from './passport-nest/index.js';
import { reactNativeAuth0 } from './react-native-auth0.js';
import type { RewireSdk } from './sdk-rewire.js';

/** Every SDK that has a way of its own, by the name that the analysis gives it. */
const rewires: Readonly<Record<string, RewireSdk>> = {
  'angular-oauth2-oidc': angularOauth2Oidc,
  'auth0-js': auth0Js,
  'azure-identity': azureIdentity,
  'msal-node': msalNode,
  'oidc-client-ts': oidcClientTs,
  'react-native-auth0': reactNativeAuth0,
};

/** Libraries around a request that any HTTP client makes: found by where the request stands. */
const surroundings: readonly RewireSdk[] = [nextAuth, nextAuthRoute, passportLocal, passportNest];

export interface SdkSite {
  project: Project;
  application: Application;
  site: RequestSite;
  files: Files;
}

/** The SDK's own flow at the site, or why not; null where a framework's scaffold serves better. */
export function sdkRewire({ project, application, site, files }: SdkSite): Rewire | null {
  const parsed = files(site.file);
  if (!parsed) return null;
  const own = Object.hasOwn(rewires, site.client) ? [rewires[site.client]!] : [];
  const style = styleOf(parsed);
  const context = { project, application, files, parsed, style, names: new LocalNames(parsed) };
  let result: ReturnType<RewireSdk> = null;
  for (const rewire of [...own, ...surroundings]) result ??= rewire(context, site);
  if (result === null) return null;
  if (typeof result === 'string') return { site, outcome: { reason: result, note: sentenceOf(result) } };
  const around = result.around ?? [];
  const here = around.filter(({ file }) => file === site.file);
  const rewrite = { ...result, edits: [...result.edits, ...here] };
  return {
    site,
    outcome: {
      edits: [...ownEdits(context, rewrite), ...around.filter(({ file }) => file !== site.file)],
      note: result.note,
      steps: result.steps,
      client: { postLogoutRedirectUris: [], scopes: ['openid', 'offline_access'], ...result.client },
      ...(result.adds ? { adds: result.adds } : {}),
    },
  };
}
