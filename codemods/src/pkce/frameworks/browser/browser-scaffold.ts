/** What all applications of a browser have in common that stand on oidc-client-ts. */
import type { Edit } from '../../../plan.js';
import { pathIn, type Application } from '../../application.js';
import { askedScopes } from '../../asked.js';
import type { Scaffold, ScaffoldContext } from '../../framework.js';
import { fileOf, isWritten, ownFolder, relativePath, type Mark } from '../../own-folder.js';
import { ownTest } from '../../own-test.js';
import { emit } from '../../text/emit.js';
import { LocalNames } from '../../../source/import-names.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { rewireSignIn } from './rewire-sign-in.js';
import { byImport } from './session-access.js';
import { developmentOrigin, environmentSettings, withSettings } from './settings.js';
import { sourcesOf, type Sources } from './sources.js';
import { leftoverSteps } from './steps.js';

interface BrowserFramework<Entry extends { parsed: ParsedFile }> {
  /** Further files, by the name of the new file and its template. */
  templates: Record<string, string>;
  packages: Scaffold['packages'];
  /** Path below the origin that the provider sends people back to. */
  redirectPath: string;
  /** Where the application begins; undefined where it was not found. */
  entry(sources: Sources): Entry | undefined;
  /** Edits of the entry. `moduleFor`: how it imports a module of the new folder. */
  start(entry: Entry, names: LocalNames, moduleFor: (name: string) => string): Edit[];
  /** In the order of work, behind what all have. */
  steps: string[];
}

/** By this word an earlier run's file is known again. */
const MARK: Mark = { name: 'oidc', words: 'completeSignIn' };

export function browserScaffold<Entry extends { parsed: ParsedFile }>(
  context: ScaffoldContext,
  framework: BrowserFramework<Entry>,
): Scaffold {
  const { project, sites } = context;
  const sources = sourcesOf(project, context.application);
  const application = { ...context.application, importExtension: importExtension(sources) };
  const folder = ownFolder(project, application, MARK);
  const below = pathIn(application, folder);
  const origin = developmentOrigin(application, project);
  const scopes = [...new Set(['openid', 'offline_access', ...askedScopes(sites)])];
  const settings = { origin, redirectPath: framework.redirectPath, scopes };
  const moduleFor = (file: string, name: string): string =>
    relativePath(file, `${below}/${name}`) + application.importExtension;
  // Made by an earlier run: the entry waits already.
  const isWired = isWritten(project, application, folder, MARK);
  const entry = isWired ? undefined : framework.entry(sources);
  const names = entry ? { parsed: entry.parsed, names: new LocalNames(entry.parsed) } : null;
  const rewires = sites.map((site) =>
    rewireSignIn(sources, site, { access: byImport((file) => moduleFor(file, 'oidc')), entry: names }),
  );
  return {
    files: [
      { file: fileOf(application, folder, 'oidc'), text: emit('browser/oidc.ts', application) },
      { file: fileOf(application, folder, 'answer'), text: emit('browser/answer.ts', application) },
      {
        file: fileOf(application, folder, 'settings'),
        text: emit('browser/settings.ts', application, withSettings(application, settings)),
      },
      ...Object.entries(framework.templates).map(([file, template]) => ({
        file: `${below}/${file}`,
        text: emit(template, application),
      })),
      ...ownTest(testedBy(application), folder, 'answer', 'browser-test/answer-test.ts'),
    ],
    packages: [{ name: 'oidc-client-ts', range: '^3.5.0' }, ...framework.packages],
    rewires,
    wiring: entry ? framework.start(entry, names!.names, (name) => moduleFor(entry.parsed.file, name)) : [],
    steps: [
      ...(!entry && !isWired
        ? [
            'Call `await completeSignIn()` of `auth/oidc` before anything reads the address: the entry of the application was not found.',
          ]
        : []),
      ...leftoverSteps(sources, rewires),
      ...framework.steps,
    ],
    settings: environmentSettings(application, settings),
    client: {
      clientType: 'public',
      redirectUris: [origin + framework.redirectPath],
      postLogoutRedirectUris: [`${origin}/`],
      scopes,
    },
  };
}

/** Node itself wants the whole name of a module, where the bundler does not. */
function testedBy(application: Application): Application {
  const isNode = application.testRunner === 'node' && application.language === 'js';
  return isNode ? { ...application, importExtension: '.js' } : application;
}

/** What the application's own relative imports end with; a bundler wants nothing there. */
export function importExtension(sources: Sources): Application['importExtension'] {
  const ends = sources
    .matching(/from\s*['"]\./)
    .flatMap(({ text }) =>
      [...text.matchAll(/from\s*['"]\.[^'"]*?(\.[jt]s)?['"]/g)].map((match) => match[1] ?? ''),
    );
  const counted = (end: string): number => ends.filter((one) => one === end).length;
  const best = (['', '.js', '.ts'] as const).reduce((a, b) => (counted(b) > counted(a) ? b : a));
  return best;
}
