/** The one list, written by scripts/catalog-index.mjs from the files of these folders. */
import type { Library } from './library.js';
import type { Provider } from './provider.js';
import { angularHttp } from './http/angular-http.js';
import { angularJsHttp } from './http/angularjs-http.js';
import { axios } from './http/axios.js';
import { cypress } from './http/cypress.js';
import { fetchApi } from './http/fetch.js';
import { gaxios } from './http/gaxios.js';
import { got } from './http/got.js';
import { jquery } from './http/jquery.js';
import { k6 } from './http/k6.js';
import { ky } from './http/ky.js';
import { needle } from './http/needle.js';
import { nestHttp } from './http/nest-http.js';
import { nodeHttp } from './http/node-http.js';
import { ofetch } from './http/ofetch.js';
import { playwrightRequest } from './http/playwright.js';
import { request } from './http/request.js';
import { simpleGet } from './http/simple-get.js';
import { superagent } from './http/superagent.js';
import { undici } from './http/undici.js';
import { wreck } from './http/wreck.js';
import { wretch } from './http/wretch.js';
import { xmlHttpRequest } from './http/xml-http-request.js';
import { adalNode } from './sdk/adal-node.js';
import { angularOauth2Oidc } from './sdk/angular-oauth2-oidc.js';
import { apsSdk } from './sdk/aps-sdk.js';
import { auth0Js } from './sdk/auth0-js.js';
import { auth0 } from './sdk/auth0.js';
import { axiosOauthClient } from './sdk/axios-oauth-client.js';
import { azureIdentity } from './sdk/azure-identity.js';
import { badgatewayOauth2Client } from './sdk/badgateway-oauth2-client.js';
import { blizzapi } from './sdk/blizzapi.js';
import { clientOauth2 } from './sdk/client-oauth2.js';
import { ebayOauthNodejsClient } from './sdk/ebay-oauth-nodejs-client.js';
import { emberSimpleAuth } from './sdk/ember-simple-auth.js';
import { forgeApis } from './sdk/forge-apis.js';
import { implementations } from './sdk/implementations.js';
import { jsforce } from './sdk/jsforce.js';
import { keycloakAdmin } from './sdk/keycloak-admin.js';
import { keycloakConnect } from './sdk/keycloak-connect.js';
import { msRestAzure } from './sdk/ms-rest-azure.js';
import { msalNode } from './sdk/msal-node.js';
import { netatmo } from './sdk/netatmo.js';
import { nforce } from './sdk/nforce.js';
import { nodeTadoClient } from './sdk/node-tado-client.js';
import { oauth } from './sdk/oauth.js';
import { oidcClientTs } from './sdk/oidc-client-ts.js';
import { openidClient } from './sdk/openid-client.js';
import { reactNativeAuth0 } from './sdk/react-native-auth0.js';
import { simpleOauth2 } from './sdk/simple-oauth2.js';
import { snoowrap } from './sdk/snoowrap.js';
import { spotifyWebApiNode } from './sdk/spotify-web-api-node.js';
import { tokenClient } from './sdk/token-client.js';
import { agentTools } from './roles/agent-tools.js';
import { asyncLibrary } from './roles/async-library.js';
import { commandLine } from './roles/command-line.js';
import { directus } from './roles/directus.js';
import { fastq } from './roles/fastq.js';
import { httpHandlers } from './roles/http-handlers.js';
import { interceptors } from './roles/interceptors.js';
import { iteration } from './roles/iteration.js';
import { jobs } from './roles/jobs.js';
import { lodash } from './roles/lodash.js';
import { magicMirror } from './roles/magic-mirror.js';
import { memo } from './roles/memo.js';
import { messages } from './roles/messages.js';
import { nestProviders } from './roles/nest-providers.js';
import { passport } from './roles/passport.js';
import { promises } from './roles/promises.js';
import { queues } from './roles/queues.js';
import { react } from './roles/react.js';
import { recordHooks } from './roles/record-hooks.js';
import { rxjs } from './roles/rxjs.js';
import { tests } from './roles/tests.js';
import { timers } from './roles/timers.js';
import { auth0 as auth0Provider } from './providers/auth0.js';
import { cognito as cognitoProvider } from './providers/cognito.js';
import { entra as entraProvider } from './providers/entra.js';
import { forgerock as forgerockProvider } from './providers/forgerock.js';
import { google as googleProvider } from './providers/google.js';
import { keycloak as keycloakProvider } from './providers/keycloak.js';
import { netatmoConnect as netatmoConnectProvider } from './providers/netatmo.js';
import { okta as oktaProvider } from './providers/okta.js';
import { paypal as paypalProvider } from './providers/paypal.js';
import { ping as pingProvider } from './providers/ping.js';
import { reddit as redditProvider } from './providers/reddit.js';
import { salesforce as salesforceProvider } from './providers/salesforce.js';
import { tado as tadoProvider } from './providers/tado.js';
import { zoom as zoomProvider } from './providers/zoom.js';

export const LIBRARIES: readonly Library[] = [
  angularHttp,
  angularJsHttp,
  axios,
  cypress,
  fetchApi,
  gaxios,
  got,
  jquery,
  k6,
  ky,
  needle,
  nestHttp,
  nodeHttp,
  ofetch,
  playwrightRequest,
  request,
  simpleGet,
  superagent,
  undici,
  wreck,
  wretch,
  xmlHttpRequest,
  adalNode,
  angularOauth2Oidc,
  apsSdk,
  auth0Js,
  auth0,
  axiosOauthClient,
  azureIdentity,
  badgatewayOauth2Client,
  blizzapi,
  clientOauth2,
  ebayOauthNodejsClient,
  emberSimpleAuth,
  forgeApis,
  implementations,
  jsforce,
  keycloakAdmin,
  keycloakConnect,
  msRestAzure,
  msalNode,
  netatmo,
  nforce,
  nodeTadoClient,
  oauth,
  oidcClientTs,
  openidClient,
  reactNativeAuth0,
  simpleOauth2,
  snoowrap,
  spotifyWebApiNode,
  tokenClient,
  agentTools,
  asyncLibrary,
  commandLine,
  directus,
  fastq,
  httpHandlers,
  interceptors,
  iteration,
  jobs,
  lodash,
  magicMirror,
  memo,
  messages,
  nestProviders,
  passport,
  promises,
  queues,
  react,
  recordHooks,
  rxjs,
  tests,
  timers,
];

export const PROVIDERS: readonly Provider[] = [
  auth0Provider,
  cognitoProvider,
  entraProvider,
  forgerockProvider,
  googleProvider,
  keycloakProvider,
  netatmoConnectProvider,
  oktaProvider,
  paypalProvider,
  pingProvider,
  redditProvider,
  salesforceProvider,
  tadoProvider,
  zoomProvider,
];
