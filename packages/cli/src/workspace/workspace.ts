import { realpathSync } from 'node:fs';
import type { Project, SkippedFile } from '@grant-migrate/analysis';
import { readConfig, type Config } from '../config.js';
import {
  createTextSearch,
  extensions,
  readBytes,
  textsOf,
  type BytesResult,
} from '@grant-migrate/analysis/disk';
import { CannotRun, whyNot } from '../errors.js';
import { warn } from '../warn.js';
import { listFiles, pathFrom } from './listing.js';
import { readTargets, type Targets } from './targets.js';

/** The files of one run. The whole root is analysed, because paths cross files; `inScope` says what may be reported. */
export interface Workspace {
  /** Absolute path; every `file` is a posix path from it. */
  root: string;
  /** The project's own settings. */
  config: Config;
  /** Whether git lists the files. */
  git: boolean;
  project: Project;
  inScope(file: string): boolean;
  /** Files in scope. */
  scope: string[];
  /** Files that could not be given to the analysis so far, and why; known only after it has run. */
  skipped(): SkippedFile[];
  /** Listed files that turned out not to be there: deleted and not yet committed, or links. */
  gone(): ReadonlySet<string>;
}

export interface WorkspaceOptions {
  /** Take files and texts from git's index, not from the work tree. */
  staged?: boolean;
  /** A change without source files is fine; a project without any is an error. */
  mayBeEmpty?: boolean;
}

export async function openWorkspace(
  paths: string[],
  cwd: string,
  { staged = false, mayBeEmpty = false }: WorkspaceOptions = {},
): Promise<Workspace> {
  const here = realpathSync(cwd);
  const targets = await readTargets(paths, here);
  const skipped = new Map<string, SkippedFile>();
  const {
    root,
    files: listed,
    source,
  } = await listFiles(targets, here, staged, (file, error) =>
    skipped.set(file, { file, reason: 'unreadable', detail: whyNot(error) }),
  );
  const { config, file: configFile } = await readConfig(root.directory);
  const files = await withoutIgnored(listed, config.ignore ?? [], configFile);
  const inScope = scopeOf(targets, pathFrom(root.directory));
  const scope = files.filter(inScope);
  if (scope.length === 0 && !mayBeEmpty) throw noSourceFiles(paths, skipped);

  const read = source?.read ?? ((file: string) => readBytes(`${root.directory}/${file}`));
  const isListed = new Set(files);
  const gone = new Set<string>();
  const load = (file: string): BytesResult => {
    const result = read(file);
    if (result.kind === 'bytes' || !isListed.has(file)) return result;
    if (result.kind === 'gone') gone.add(file);
    else skipped.set(file, { file, reason: result.reason, detail: result.detail });
    return result;
  };
  const search = createTextSearch(files, load);
  const project: Project = { root: root.directory, files, read: textsOf(search), search };
  return {
    root: root.directory,
    config,
    git: root.git,
    project,
    inScope,
    scope,
    skipped: () => [...skipped.values()],
    gone: () => gone,
  };
}

function scopeOf(targets: Targets, from: (path: string) => string): (file: string) => boolean {
  const prefixes = targets.directories.map((directory) =>
    from(directory) === '' ? '' : `${from(directory)}/`,
  );
  const files = new Set(targets.files.map(from));
  return (file) => files.has(file) || prefixes.some((prefix) => file.startsWith(prefix));
}

/** Leaves out what the settings ignore, and says of a pattern that it is useless when it matches nothing. */
async function withoutIgnored(files: string[], patterns: string[], configFile = ''): Promise<string[]> {
  if (patterns.length === 0) return files;
  const { default: ignore } = await import('ignore');
  const useless = patterns.filter((pattern) => {
    const rules = ignore().add(pattern.replace(/^!/, ''));
    return !pattern.startsWith('#') && !files.some((file) => rules.ignores(file));
  });
  if (useless.length > 0) warn(`${configFile}: "ignore" matches nothing with ${useless.join(', ')}.`);
  return ignore().add(patterns).filter(files);
}

function noSourceFiles(paths: string[], skipped: Map<string, SkippedFile>): CannotRun {
  const where =
    paths.length === 0 || (paths.length === 1 && paths[0] === '.') ? 'here' : `in ${paths.join(', ')}`;
  const [failed] = skipped.values();
  if (failed !== undefined) return new CannotRun(`Cannot read ${failed.file}: ${failed.detail}.`);
  return new CannotRun(
    `No source files ${where}.`,
    `Looked for ${extensions}, except what git ignores and node_modules.`,
  );
}
