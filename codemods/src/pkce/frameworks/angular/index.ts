/** Angular without a server of its own: angular-auth-oidc-client of the same major, a service, a guard, the session's token. */
import { posix } from 'node:path';
import type { Project } from '@grant-migrate/analysis';
import { nearestManifest } from '../../../manifest/nearest-manifest.js';
import { pathIn, type Application } from '../../application.js';
import { askedScopes } from '../../asked.js';
import type { Framework, Scaffold, ScaffoldContext } from '../../framework.js';
import { fileOf, isWritten, ownFolder, relativePath, type Mark } from '../../own-folder.js';
import { ownTest } from '../../own-test.js';
import { emit } from '../../text/emit.js';
import { LocalNames } from '../../../source/import-names.js';
import { importExtension } from '../browser/browser-scaffold.js';
import { rewireSignIn } from '../browser/rewire-sign-in.js';
import { developmentOrigin, withSettings } from '../browser/settings.js';
import { sourcesOf, type Sources } from '../browser/sources.js';
import { leftoverSteps } from '../browser/steps.js';
import { unusedMembers } from './unused-members.js';
import { bootstrapOf, provide, providesHttp, type Bootstrap } from './bootstrap.js';
import { observed } from './observed.js';
import { injectedSession } from './session-in-class.js';
import { MAJORS, majorOf } from './version.js';

const MARK: Mark = { name: 'auth-session', words: 'class AuthSession' };
const TEMPLATES = [
  'auth-session',
  'flow-storage',
  'provide-auth-session',
  'provider-requests',
  'require-auth',
];
const REDIRECT_PATH = '/callback';

export const angular: Framework = {
  name: 'angular',
  side: 'browser',
  detect({ manifest }) {
    const major = majorOf(manifest);
    return major !== null && MAJORS.includes(major) ? `${manifest.file} depends on Angular ${major}` : null;
  },
  scaffold(context) {
    const major = majorOf(context.application.manifest);
    return major !== null && MAJORS.includes(major) ? angularScaffold(context, major) : unfit(context, major);
  },
};

function angularScaffold(context: ScaffoldContext, major: number): Scaffold {
  const { project, sites } = context;
  const sources = sourcesOf(project, context.application);
  const bootstrap = bootstrapOf(sources, sites[0]!.file);
  const application = angularApplication(context.application, sources, bootstrap);
  const folder = ownFolder(project, application, MARK);
  const below = pathIn(application, folder);
  const isWired = isWritten(project, application, folder, MARK);
  const scopes = [...new Set(['openid', 'offline_access', ...askedScopes(sites)])];
  const origin = developmentOrigin(application, project);
  const settings = { origin, redirectPath: REDIRECT_PATH, scopes };
  const moduleFor = (file: string, name: string): string =>
    relativePath(file, `${below}/${name}`) + application.importExtension;

  const entry = bootstrap && !isWired ? bootstrap : undefined;
  const names = entry ? { parsed: entry.parsed, names: new LocalNames(entry.parsed) } : null;
  const isInside = insideOf(project, below);
  const access = injectedSession((file) => (isInside(file) ? moduleFor(file, 'auth-session') : null));
  const rewires = sites.map((site) =>
    rewireSignIn(sources, site, { access, departure: observed, entry: names }),
  );
  const wiring = entry && names ? wire(entry, names.names, sources, moduleFor) : null;
  return {
    files: [
      ...TEMPLATES.map((name) => ({
        file: fileOf(application, folder, name),
        text: emit(`angular/${name}.ts`, application),
      })),
      { file: fileOf(application, folder, 'answer'), text: emit('browser/answer.ts', application) },
      {
        file: fileOf(application, folder, 'settings'),
        text: emit('browser/settings.ts', application, withSettings(application, settings)),
      },
      ...ownTest(application, folder, 'answer', 'browser-test/answer-test.ts', 'spec'),
    ],
    packages: [{ name: 'angular-auth-oidc-client', range: `^${major}.0.0` }],
    rewires,
    wiring: wiring ?? [],
    steps: [
      `Put the addresses of your provider and of the application into \`${below}/settings.ts\`.`,
      ...(wiring || isWired
        ? []
        : [
            `Add \`provideAuthSession()\` of \`${below}/provide-auth-session\` to the providers of the application, behind \`provideHttpClient\`: the place was not found.`,
          ]),
      ...leftoverSteps(sources, rewires),
      ...unusedMembers(rewires),
      ...[...new Set(sites.map(({ file }) => file).filter((file) => !isInside(file)))].map(
        (file) =>
          `\`${file}\` is built without the application and cannot import its session: have the application give it one by an injection token.`,
      ),
      'Routes that need a person: `canActivate: [requireAuth]` of `auth/require-auth` where the application has no guard of its own.',
      ...(rewires.some(({ reads }) => reads.length > 0)
        ? []
        : [
            'Requests that need the token: ask `inject(AuthSession).accessToken()` for it in an interceptor.',
          ]),
      'The server of the files must answer `/callback` with the page of the application, as it does for every other address of it.',
    ],
    settings: [],
    client: {
      clientType: 'public',
      redirectUris: [origin + REDIRECT_PATH],
      postLogoutRedirectUris: [`${origin}/`],
      scopes,
    },
  };
}

/** Beside what the application starts with; Angular is written in TypeScript. */
function angularApplication(
  application: Application,
  sources: Sources,
  bootstrap: Bootstrap | undefined,
): Application {
  const { root } = application;
  const folder = bootstrap ? posix.dirname(bootstrap.parsed.file) : pathIn(application, 'src/app');
  return {
    ...application,
    language: 'ts',
    modules: 'esm',
    importExtension: importExtension(sources),
    sources: root === '' ? folder : posix.relative(root, folder),
  };
}

function wire(
  entry: Bootstrap,
  names: LocalNames,
  sources: Sources,
  moduleFor: (file: string, name: string) => string,
): Scaffold['wiring'] | null {
  const http = { module: '@angular/common/http', name: 'provideHttpClient' };
  const session = {
    module: moduleFor(entry.parsed.file, 'provide-auth-session'),
    name: 'provideAuthSession',
  };
  return provide(entry, names, providesHttp(sources) ? [session] : [http, session]);
}

/**
 * Says whether a file may import from the application: libraries of the workspace, and packages with a manifest of their own,
 * are built without it.
 */
function insideOf(project: Project, below: string): (file: string) => boolean {
  const start = posix.dirname(below).replace(/(^|\/)(src\/)?(app|src)$/, '');
  const manifest = nearestManifest(project, `${below}/settings.ts`)?.file;
  return (file) =>
    (start === '' || file.startsWith(`${start}/`)) && nearestManifest(project, file)?.file === manifest;
}

/** Asked for by name, where the scaffold does not fit: nothing is written, and each site says why. */
function unfit({ application, sites }: ScaffoldContext, major: number | null): Scaffold {
  const found = major === null ? 'says no major version' : `has Angular ${major}`;
  const note = `The scaffold is for Angular ${MAJORS[0]} to ${MAJORS.at(-1)}; ${application.manifest.file} ${found}.`;
  return {
    files: [],
    packages: [],
    rewires: sites.map((site) => ({ site, outcome: { reason: 'framework-not-found' as const, note } })),
    wiring: [],
    steps: [],
    settings: [],
    client: { clientType: 'public', redirectUris: [], postLogoutRedirectUris: [], scopes: [] },
  };
}
