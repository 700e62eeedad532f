import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Project, SkippedFile } from '@grant-migrate/analysis';
import { CannotRun, whyNot } from '../errors.js';
import { git, zeroSplit } from './git.js';
import { readText, type ReadResult } from './read.js';
import { findRoot } from './root.js';
import { extensions, isSourceFile } from './source-files.js';
import { commonDirectory, readTargets, type Targets } from './targets.js';
import { walk } from './walk.js';

/** The files of one run. The whole root is analysed, because paths cross files; `inScope` says what may be reported. */
export interface Workspace {
  /** Absolute path; every `file` is a posix path from it. */
  root: string;
  /** Whether git lists the files. */
  git: boolean;
  project: Project;
  inScope(file: string): boolean;
  /** Files in scope. */
  scope: string[];
  /** Files that could not be given to the analysis so far, and why; known only after it has run. */
  skipped(): SkippedFile[];
  /** Number of listed files that turned out not to be there. */
  gone(): number;
}

/** How the text of a file is got: from the work tree, or from what is staged. */
export type ReadFile = (file: string) => ReadResult;

export interface WorkspaceOptions {
  /** Gives another way to read and list, for `--staged`. */
  source?(root: string): { files: string[]; read: ReadFile };
}

export function openWorkspace(paths: string[], cwd: string, options: WorkspaceOptions = {}): Workspace {
  const here = realpathSync(cwd);
  const targets = readTargets(paths, here);
  const root = findRoot(commonDirectory(targets), here);
  const skipped = new Map<string, SkippedFile>();
  const source = root.git ? options.source?.(root.directory) : undefined;
  const from = (path: string) => relative(root.directory, path).split(sep).join('/');
  const inScope = scopeOf(targets, from);
  const listed = source?.files ?? list(root.directory, root.git, targets, from, skipped);
  const scope = listed.filter(inScope);
  if (scope.length === 0) throw noSourceFiles(paths, skipped);

  const read = source?.read ?? ((file) => readText(`${root.directory}/${file}`));
  const gone = new Set<string>();
  const project: Project = {
    root: root.directory,
    files: listed,
    read(file) {
      const result = read(file);
      if (result.kind === 'text') return result.text;
      if (result.kind === 'gone') {
        gone.add(file);
        return '';
      }
      skipped.set(file, { file, reason: result.reason, detail: result.detail });
      return { unreadable: result.reason === 'unreadable' ? result.detail : result.reason };
    },
  };
  return {
    root: root.directory,
    git: root.git,
    project,
    inScope,
    scope,
    skipped: () => [...skipped.values()],
    gone: () => listed.filter((file) => gone.has(file)).length,
  };
}

function scopeOf(targets: Targets, from: (path: string) => string): (file: string) => boolean {
  const prefixes = targets.directories.map((directory) =>
    from(directory) === '' ? '' : `${from(directory)}/`,
  );
  const files = new Set(targets.files.map(from));
  return (file) => files.has(file) || prefixes.some((prefix) => file.startsWith(prefix));
}

function list(
  root: string,
  inGit: boolean,
  targets: Targets,
  from: (path: string) => string,
  skipped: Map<string, SkippedFile>,
): string[] {
  const onUnreadable = (file: string, error: unknown) =>
    skipped.set(file, { file, reason: 'unreadable', detail: whyNot(error) });
  if (!inGit) return withNamed(walk(root, '', onUnreadable), targets, from);
  const names = zeroSplit(git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']));
  // A merge in progress lists a file once for each side.
  return withNamed([...new Set(names.filter(isSourceFile))], targets, from);
}

/** A file that is named on the command line is meant, also when git ignores it. */
function withNamed(files: string[], targets: Targets, from: (path: string) => string): string[] {
  const named = targets.files.map(from).filter(isSourceFile);
  return named.length === 0 ? files : [...new Set([...files, ...named])];
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
