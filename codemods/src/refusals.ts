/** Sites that must not be touched, whatever the target: looked at before any text is. */
import type { RequestSite } from '@grant-migrate/analysis';
import type { MigrationTarget } from './options.js';
import type { ReasonCode } from './reasons.js';

/** Grants whose token may be had again with the same request, and shared by callers that would send the same. */
const REUSABLE = new Set(['password', 'client_credentials', 'refresh_token']);
/** Clients of programs that run scripts in an environment of their own. */
const FOREIGN_RUNTIMES = new Set(['k6', 'cypress']);
/** Clients of pages, and SDKs of pages and devices. */
const PUBLIC_CLIENTS = new Set([
  'angular-oauth2-oidc',
  'angularjs-http',
  'auth0-js',
  'ember-simple-auth',
  'jquery',
  'oidc-client-ts',
  'react-native-auth0',
  'XMLHttpRequest',
]);
/** Modules that no browser has: jQuery on jsdom, a script's XMLHttpRequest, Electron. */
const NOT_IN_BROWSERS =
  /(\brequire\(\s*|\bfrom\s+|\bimport\s+)['"](node:[\w/]+|child_process|dotenv|electron|express|fs|http|https|jsdom|os|path|xhr2|xmlhttprequest)['"]/;
/** Settings that bundlers write into the page's own script: Create React App, Vue CLI, Vite, Expo, Angular. */
const IN_THE_PAGE =
  /\b(process|import\.meta)\.env\.(REACT_APP|VUE_APP|VITE|EXPO_PUBLIC|NG_APP)_\w*(SECRET|PASSWORD|PASSWD|PWD)/i;
/** Code of a server that reads its settings under the page's names. */
const OF_A_SERVER = /(^|\/)(server|backend|functions|lambdas?|scripts)\/|\.server\.[cm]?[jt]sx?$/i;
const GENERATED =
  /(^|\/)(dist|build|out|lib-cov|vendor|vendors|third[-_]party|node_modules|bower_components|generated|__generated__|\.next|\.nuxt)\/|\.min\.[cm]?js$|\.(generated|gen|bundle)\.[cm]?[jt]sx?$/i;
const GENERATED_HEADER =
  /@generated|DO NOT EDIT|auto-?generated|__awaiter|_regenerator|_asyncToGenerator|"use strict";\s*Object\.defineProperty\(exports, "__esModule"/i;
/** What bundlers write between the modules that they put together: rolldown and tsdown, esbuild, webpack. */
const BUNDLED =
  /^\/\/#region [\w@./ -]+\.[cm]?[jt]sx?$|\b__(toESM|commonJS|toCommonJS|esm|webpack_require__)\s*[=(]/m;
/** Deno and Bun's own imports: by address or with a registry's name in front, which no manifest of packages speaks of. */
const OF_DENO = /(\bfrom\s+|\bimport\s+|\bimport\()['"](npm:|jsr:|https?:\/\/)|\bDeno\.(env|serve|cron)\b/;
/** Scripts that a vendor's dashboard takes as they are: the rules and hooks of Auth0. */
const OF_A_DASHBOARD = /function\s*\w*\s*\(\s*user\s*,\s*context\s*,\s*(callback|cb)\s*\)/;
/** Code that runs in a page or on a device alone: React's client components and effects, React Native. */
const IN_A_VIEW =
  /^\s*['"]use client['"]|\bfrom\s+['"](react-native|expo(-[\w-]+)?)['"]|\{[^}]*\b(useEffect|useState)\b[^}]*\}\s*from\s+['"]react['"]/m;
/** A suite of tests, by whatever name its file has. */
const SUITE = [/\b(describe|suite)\s*(\.\w+)?\(/, /\b(it|test)\s*(\.\w+)?\(/, /\b(expect|assert)\s*[.(]/];

export function refusalOf(site: RequestSite, text: string, to: MigrationTarget): ReasonCode | null {
  if (GENERATED.test(site.file) || GENERATED_HEADER.test(text.slice(0, 2000)) || BUNDLED.test(text))
    return 'generated-code';
  // The grant of a request that is reused can still be changed where it stands.
  if (site.reused && (to === 'cached-client' || site.grant !== 'password')) return 'already-reused';
  // Playwright's workers are processes, its contexts have cookies and traces of their own: they share by a set-up, not by a cache.
  if (site.actor === 'test' || site.client === 'playwright' || SUITE.every((word) => word.test(text)))
    return 'test-code';
  if (FOREIGN_RUNTIMES.has(site.client) || OF_DENO.test(text) || isOfDashboard(text))
    return 'runtime-not-supported';
  if (site.grant === null || site.grant === 'unknown') return 'grant-unknown';
  if (!REUSABLE.has(site.grant)) return 'grant-not-reusable';
  if (site.grant === 'password' && site.actor === 'interactive-user')
    return to === 'auto' || to === 'pkce'
      ? 'scaffold-needed'
      : to === 'client-credentials'
        ? 'not-a-machine'
        : 'interactive-login';
  if (site.grant === 'password' && site.actor === 'unknown') return 'actor-unknown';
  const inThePage = IN_THE_PAGE.test(text) && !OF_A_SERVER.test(site.file);
  if ((PUBLIC_CLIENTS.has(site.client) || inThePage || IN_A_VIEW.test(text)) && !NOT_IN_BROWSERS.test(text))
    return 'secret-in-browser';
  return null;
}

/** It reads `configuration` or `auth0`, which nobody but the dashboard gives. */
function isOfDashboard(text: string): boolean {
  return OF_A_DASHBOARD.test(text) && /\b(configuration|auth0)\./.test(text);
}
