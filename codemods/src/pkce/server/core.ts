/** What every server framework gets: the flow itself, the same text for all of them. */
import type { RequestSite } from '@grant-migrate/analysis';
import type { Application } from '../application.js';
import { askedScopes } from '../asked.js';
import type { Scaffold } from '../framework.js';
import { fileOf, type Mark } from '../own-folder.js';
import { quoted } from '../../source/style.js';
import { emit } from '../text/emit.js';
import { ownTest } from '../own-test.js';

const CORE = ['config', 'pages', 'refresh', 'session', 'sign-in', 'transaction'];

/** By these words in its files the scaffold is known again; whatever else lies in a folder of that name is not ours. */
export const SERVER_MARK: Mark = {
  name: 'sign-in',
  words: 'Knows nothing of requests, responses and sessions.',
};

export function serverCore(
  application: Application,
  folder: string,
  sites: readonly RequestSite[],
): Scaffold['files'] {
  const scopes = quoted(scopesFor(sites).join(' '), { quote: "'" });
  const files = CORE.map((name) => ({
    file: fileOf(application, folder, name),
    text: emit(`server/${name}.ts`, application, (text) =>
      text.replace(`'${OWN_SCOPES.join(' ')}'`, () => scopes),
    ),
  }));
  return [...files, ...ownTest(application, folder, 'session', 'server-test/session-test.ts')];
}

export const serverPackages: Scaffold['packages'] = [{ name: 'openid-client', range: '^6.9.0' }];

/** What the flow needs for itself; the template names them as its default. */
const OWN_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** They give a refresh token without it, and refuse a request that names it. */
const WITHOUT_OFFLINE_ACCESS = new Set<string | null>(['cognito', 'google']);

function scopesFor(sites: readonly RequestSite[]): string[] {
  const refuses = sites.length > 0 && sites.every(({ provider }) => WITHOUT_OFFLINE_ACCESS.has(provider));
  const own = refuses ? OWN_SCOPES.filter((scope) => scope !== 'offline_access') : OWN_SCOPES;
  return [...new Set([...own, ...askedScopes(sites)])];
}

/** Settings of the flow on a server, in the order in which a person looks for them. */
export const serverSettings = (sites: readonly RequestSite[]): Scaffold['settings'] => [
  {
    name: 'OIDC_ISSUER',
    value: 'https://id.example.com',
    purpose: 'The authorization server, as its /.well-known/openid-configuration names itself.',
  },
  { name: 'OIDC_CLIENT_ID', value: '', purpose: 'The client that is registered for this application.' },
  {
    name: 'OIDC_CLIENT_SECRET',
    value: '',
    purpose: 'Its secret; a client without one leaves this empty. Never in the repository.',
  },
  {
    name: 'APP_BASE_URL',
    value: 'http://localhost:3000',
    purpose: 'Where browsers reach this application; the redirect URI is this and /auth/callback.',
  },
  {
    name: 'SESSION_SECRET',
    value: '',
    purpose: 'Signs and encrypts cookies: 32 random bytes or more, the same on every instance.',
  },
  {
    name: 'OIDC_SCOPE',
    value: scopesFor(sites).join(' '),
    purpose: 'What to ask for; offline_access brings the refresh token at most providers.',
  },
  {
    name: 'OIDC_PROMPT',
    value: '',
    purpose: 'Set to consent where the provider gives a refresh token only to those who were asked.',
  },
];

export const serverClient = (sites: readonly RequestSite[]): Scaffold['client'] => ({
  clientType: 'confidential',
  redirectUris: ['http://localhost:3000/auth/callback'],
  postLogoutRedirectUris: ['http://localhost:3000/'],
  scopes: scopesFor(sites),
});
