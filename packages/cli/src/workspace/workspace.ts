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
  /** Listed files that turned out not to be there: deleted and not yet committed, or links. */
  gone(): ReadonlySet<string>;
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
  const isListed = new Set(listed);
  const gone = new Set<string>();
  const project: Project = {
    root: root.directory,
    files: listed,
    read(file) {
      const result = read(file);
      if (result.kind === 'text') return result.text;
      if (result.kind === 'gone') {
        if (isListed.has(file)) gone.add(file);
        return { unreadable: 'it is not there' };
      }
      if (isListed.has(file)) skipped.set(file, { file, reason: result.reason, detail: result.detail });
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

function list(
  root: string,
  inGit: boolean,
  targets: Targets,
  from: (path: string) => string,
  skipped: Map<string, SkippedFile>,
): string[] {
  const onUnreadable = (file: string, error: unknown) =>
    skipped.set(file, { file, reason: 'unreadable', detail: whyNot(error) });
  const files = new Set(inGit ? listGit(root) : walk(root, '', onUnreadable));
  // What is named on the command line is meant, also when git ignores it.
  for (const file of targets.files.map(from)) if (isSourceFile(file)) files.add(file);
  for (const directory of targets.directories.map(from)) {
    if (directory === '' || [...files].some((file) => file.startsWith(`${directory}/`))) continue;
    for (const file of walk(root, directory, onUnreadable)) files.add(file);
  }
  return [...files].sort();
}

function listGit(root: string): string[] {
  return zeroSplit(git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])).filter(
    isSourceFile,
  );
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
