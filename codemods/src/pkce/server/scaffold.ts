/** The scaffold of a server framework: the common flow, the framework's few files, and the rewires. */
import { filesOf, type Application } from '../application.js';
import { lineOf } from '../../source/lines.js';
import type { Scaffold, ScaffoldContext } from '../framework.js';
import { emit } from '../text/emit.js';
import { fileOf, importOf, isWritten, ownFolder } from '../own-folder.js';
import { SERVER_MARK, serverClient, serverCore, serverPackages, serverSettings } from './core.js';
import type { Mount } from './mount.js';
import type { Dialect } from './rewire/dialect.js';
import { filesIn, type Files } from '../files.js';
import type { Remembered } from './rewire/rewire-site.js';
import { rewireSites, type NeededName, type Rewired } from './rewire/rewire-sites.js';

/** What a server framework adds. */
export interface ServerAdapter {
  /** Templates by the name of the file that each becomes; `getAccessToken` stands in `tokens`. */
  templates: Readonly<Record<string, string>>;
  /** The template of a session, for applications that have none. */
  appSession: string;
  dialect: Dialect;
  mount(files: Files, sources: readonly string[], secure: boolean, application: Application): Mount | null;
  packages(application: Application, mount: Mount | null): Scaffold['packages'];
  /** What to do where the flow could not be mounted. */
  mountStep: string;
  guardStep: string;
}

export function scaffoldServer(
  { project, application, sites }: ScaffoldContext,
  adapter: ServerAdapter,
): Scaffold {
  const folder = ownFolder(project, application, SERVER_MARK);
  const files = filesIn(project);
  const sources = filesOf(project, application);
  const isThere = isWritten(project, application, folder, SERVER_MARK);
  const from = (file: string, template: string, name: string): NeededName => ({
    file,
    module: importOf(application, file, fileOf(application, folder, template)),
    name,
  });
  const mounted = (secure: boolean): { mount: Mount | null; rewired: Rewired } => {
    const mount = isThere ? null : adapter.mount(files, sources, secure, application);
    const names =
      mount?.names.map(({ file, template, name }) => from(file ?? mount.file, template, name)) ?? [];
    const context = { files, sources, dialect: adapter.dialect };
    const needed = (file: string): NeededName => from(file, 'tokens', 'getAccessToken');
    return {
      mount,
      rewired: rewireSites(sites, application, context, { edits: mount?.edits ?? [], names }, needed),
    };
  };
  const whole = mounted(true);
  const isLeft = whole.rewired.rewires.every(({ outcome }) => 'reason' in outcome);
  const { mount, rewired } = isLeft ? mounted(false) : whole;
  const templates = {
    ...adapter.templates,
    ...(mount?.ownSession ? { 'app-session': adapter.appSession } : {}),
  };
  return {
    files: [
      ...serverCore(application, folder, sites),
      ...Object.entries(templates).map(([name, template]) => ({
        file: fileOf(application, folder, name),
        text: emit(`${template}.ts`, application, (text) =>
          withRemembered(text, rewired.remembered, adapter.dialect.session),
        ),
      })),
    ],
    packages: [...serverPackages, ...adapter.packages(application, mount)],
    rewires: rewired.rewires,
    wiring: rewired.wiring,
    steps: [
      ...(mount || isThere ? [] : [adapter.mountStep]),
      ...(mount?.steps ?? []),
      ...rewired.steps,
      adapter.guardStep + placesOf(tokenReads(rewired, files), ' Those that ask for the token now: '),
      'Let people sign out by a form that posts to `/auth/logout`.' +
        placesOf(waysOut(files, sources), ' A way out of before may be at '),
    ],
    settings: serverSettings(sites),
    client: serverClient(sites),
  };
}

interface Place {
  file: string;
  line: number;
}

function placesOf(places: readonly Place[], words: string): string {
  if (places.length === 0) return '';
  return `${words}${places.map(({ file, line }) => `\`${file}:${line}\``).join(', ')}.`;
}

function tokenReads({ rewires }: Rewired, files: Files): Place[] {
  const edits = rewires.flatMap(({ outcome }) => ('edits' in outcome ? outcome.edits : []));
  return edits
    .filter(({ text }) => text.includes('getAccessToken('))
    .map(({ file, start }) => ({ file, line: lineOf(files(file)?.text ?? '', start) }));
}

const WAY_OUT = /(?:\(\s*['"`]\/?|['"`]\/)(?!auth\/logout)(?:[\w-]+\/)*(?:log|sign)[-_]?out['"`]/gi;

/** Paths that are named for it: `app.post('/logout', …)`. */
function waysOut(files: Files, sources: readonly string[]): Place[] {
  return sources.flatMap((file) => {
    const text = files(file)?.text ?? '';
    return [...text.matchAll(WAY_OUT)].map(({ index }) => ({ file, line: lineOf(text, index) }));
  });
}

/** What the application keeps of a person beside what the flow keeps. */
function withRemembered(text: string, remembered: readonly Remembered[], session: string): string {
  const mark = /^( *)\/\/ @remember\n/m;
  const lines = remembered.map(
    ({ member, value }) => `$1${session}.${member} = ${value.replaceAll('$', '$$$$')};\n`,
  );
  return text.replace(mark, lines.length === 0 ? '' : `$1// As the password form did.\n${lines.join('')}`);
}
