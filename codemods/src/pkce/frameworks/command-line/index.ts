/** Programs in a terminal: the browser of the same machine by a loopback redirect (RFC 8252), or a device code (RFC 8628). */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import { filesOf, type Application } from '../../application.js';
import { askedText, scopesIn } from '../../asked.js';
import { commandLineEvidence } from '../../command-line.js';
import type { Framework, Scaffold, ScaffoldContext } from '../../framework.js';
import { guideFor } from '../../guide/index.js';
import { tokenEndpointOf } from '../../guide/token-endpoint.js';
import { fileOf, importOf, isWritten, ownFolder, type Mark } from '../../own-folder.js';
import { ownTest } from '../../own-test.js';
import { emit } from '../../text/emit.js';
import { rewireTerminal } from './rewire.js';

const TEMPLATES = [
  'browser-sign-in',
  'config',
  'device-sign-in',
  'login',
  'logout',
  'loopback',
  'token-store',
];

/** By these words an earlier run's files are known again. */
const MARK: Mark = { name: 'loopback', words: 'a server on this machine alone, for this one answer' };

export const commandLine: Framework = {
  name: 'command-line',
  side: 'command-line',
  detect(application, project) {
    return commandLineEvidence(application.manifest, textsOf(project, application));
  },
  scaffold,
};

function* textsOf(project: Project, application: Application): Generator<string> {
  for (const file of filesOf(project, application)) {
    const text = project.read(file);
    if (typeof text === 'string') yield text;
  }
}

function scaffold({ project, application, sites }: ScaffoldContext): Scaffold {
  const folder = ownFolder(project, application, MARK);
  const known = knownOf(project, sites);
  const isThere = isWritten(project, application, folder, MARK);
  const files = TEMPLATES.map((name) => ({
    file: fileOf(application, folder, name),
    text: emit(`command-line/${name}.ts`, application, (text) => filledIn(text, application, known)),
  }));
  const rewires = sites.map((site) =>
    rewireTerminal(project, application, site, (file) =>
      importOf(application, file, fileOf(application, folder, 'login')),
    ),
  );
  return {
    files: [...files, ...ownTest(application, folder, 'loopback', 'command-line-test/loopback-test.ts')],
    packages: [
      { name: 'openid-client', range: '^6.9.0' },
      { name: 'open', range: '^11.0.4' },
    ],
    rewires,
    wiring: [],
    steps: isThere
      ? []
      : stepsOf(
          folder,
          rewires.flatMap(({ outcome }) => ('edits' in outcome ? (outcome.steps ?? []) : [])),
        ),
    settings: [
      {
        name: 'OIDC_ISSUER',
        value: known.issuer ?? 'https://id.example.com',
        purpose: 'The authorization server, as its /.well-known/openid-configuration names itself.',
      },
      {
        name: 'OIDC_CLIENT_ID',
        value: known.clientId ?? '',
        purpose: 'The client of this program: public (native), without a secret.',
      },
      {
        name: 'OIDC_SCOPE',
        value: known.scopes.join(' '),
        purpose: 'What to ask for; offline_access brings the refresh token at most providers.',
      },
      {
        name: 'OIDC_REDIRECT_PORT',
        value: '',
        purpose: 'The port of the redirect URI, where the server compares it; else any free one.',
      },
      { name: 'OIDC_DEVICE', value: '', purpose: '1 for the device code, as --device.' },
      {
        name: 'OIDC_PROMPT',
        value: '',
        purpose: 'Set to consent where the provider gives a refresh token only to those who were asked.',
      },
    ],
    client: {
      clientType: 'public',
      redirectUris: ['http://127.0.0.1/callback'],
      postLogoutRedirectUris: [],
      scopes: known.scopes,
    },
  };
}

function stepsOf(folder: string, own: readonly string[]): string[] {
  return [
    'Register a public client (native) for the program. A client secret that it had is known to everybody who has the program: revoke it.',
    `Write the issuer and the client ID as defaults into \`${folder}/config\`, if the people who run the program should not have to set them.`,
    ...new Set(own),
    `Offer \`logout()\` from \`${folder}/logout\` as a command, and \`login({ device: true })\` where a terminal may have no browser; a parser that refuses unknown options must know \`--device\`.`,
    'Take options and variables for the user name and the password out of the help text, and out of the environment where nothing else reads them.',
  ];
}

interface Known {
  issuer: string | null;
  clientId: string | null;
  scopes: string[];
}

/** What the old requests name in the source. */
function knownOf(project: Project, sites: readonly RequestSite[]): Known {
  const found: Known[] = sites.map((site) => {
    const tokenEndpoint = tokenEndpointOf(project, site);
    return {
      issuer: guideFor(site.provider, tokenEndpoint).issuer(tokenEndpoint),
      clientId: plainText(site, 'client_id'),
      scopes: scopesIn(plainText(site, 'scope') ?? ''),
    };
  });
  // Cognito refuses a scope that it does not know.
  const offline = sites.some(({ provider }) => provider === 'cognito') ? [] : ['offline_access'];
  const asked = found.flatMap(({ scopes }) => scopes);
  return {
    issuer: found.find(({ issuer }) => issuer !== null)?.issuer ?? null,
    clientId: found.find(({ clientId }) => clientId !== null)?.clientId ?? null,
    scopes: [...new Set(['openid', ...(asked.length > 0 ? asked : ['profile']), ...offline])],
  };
}

/** What may be written into a default as it is. */
function plainText(site: RequestSite, name: string): string | null {
  const text = askedText(site, name);
  return text !== null && /^[\w.:/ -]+$/.test(text) ? text : null;
}

function filledIn(text: string, { manifest }: Application, { issuer, clientId, scopes }: Known): string {
  const name = (manifest.name ?? 'application').replace(/^@/, '').replace(/[^\w.-]+/g, '-');
  return text
    .replace("APPLICATION = 'application'", `APPLICATION = '${name}'`)
    .replace("OIDC_ISSUER: ''", `OIDC_ISSUER: '${issuer ?? ''}'`)
    .replace("OIDC_CLIENT_ID: ''", `OIDC_CLIENT_ID: '${clientId ?? ''}'`)
    .replace("'openid profile offline_access'", `'${scopes.join(' ')}'`);
}
