import { relative, sep } from 'node:path';
import { CannotRun } from '../errors.js';
import { isIgnored, isSourceFile, readGitIndex, walk, zeroSplit } from '@grant-migrate/analysis/disk';
import { gitWhile } from './git.js';
import { indexSource, type IndexSource } from './index-source.js';
import { findRoot, rootWithoutGit, type Root } from './root.js';
import { commonDirectory, type Targets } from './targets.js';

/** The source files of the whole root, posix paths from it, sorted. */
export interface Listing {
  root: Root;
  files: string[];
  /** Where texts come from when not from the work tree. */
  source: IndexSource | undefined;
}

interface Events {
  onUnreadable(directory: string, error: unknown): void;
  /** Most of the files, as soon as they are known: to work on while git still looks for those that it does not track. */
  onTracked(root: Root, files: string[]): void;
}

export async function listFiles(
  targets: Targets,
  cwd: string,
  staged: boolean,
  { onUnreadable, onTracked }: Events,
): Promise<Listing> {
  const base = commonDirectory(targets);
  const found = findRoot(base, cwd);
  if (staged) {
    if (!found.git) throw new CannotRun('--staged needs a git repository, and there is none here.');
    const source = await indexSource(found.directory);
    return { root: found, files: source.files.toSorted(), source };
  }
  const inGit = found.git
    ? await listGit(found.directory, (tracked) => {
        if (!hasNone(tracked, base, cwd, found.directory)) onTracked(found, tracked);
      })
    : undefined;
  const root =
    inGit === undefined || isElsewhere(inGit, base, cwd, found.directory) ? rootWithoutGit(base, cwd) : found;
  const files = new Set(root.git ? inGit : walk(root.directory, '', onUnreadable));
  // What is named on the command line is meant, also when git ignores it.
  const from = pathFrom(root.directory);
  for (const file of targets.files.map(from)) if (isSourceFile(file)) files.add(file);
  for (const directory of targets.directories.map(from)) {
    if (directory === '' || [...files].some((file) => file.startsWith(`${directory}/`))) continue;
    for (const file of walk(root.directory, directory, onUnreadable)) files.add(file);
  }
  return { root, files: [...files].sort(), source: undefined };
}

/** Turns absolute paths into posix paths from the root. */
export function pathFrom(root: string): (path: string) => string {
  return (path) => relative(root, path).split(sep).join('/');
}

/** True when the current directory is ignored by the work tree around it. Asked of git only when it lists nothing there. */
function isElsewhere(inGit: string[], base: string, cwd: string, top: string): boolean {
  return hasNone(inGit, base, cwd, top) && isIgnored(rootWithoutGit(base, cwd).directory, top);
}

/** True when none of the files lies below the directory that would be the root without git. */
function hasNone(inGit: string[], base: string, cwd: string, top: string): boolean {
  const way = pathFrom(top)(rootWithoutGit(base, cwd).directory);
  return way !== '' && !inGit.some((file) => file.startsWith(`${way}/`));
}

/** Undefined when git is not installed or refuses the repository. */
async function listGit(root: string, onTracked: (files: string[]) => void): Promise<string[] | undefined> {
  const sourcesOf = async (...which: string[]) => {
    const output = await gitWhile(root, ['ls-files', '-z', ...which]);
    return output && zeroSplit(output).filter(isSourceFile);
  };
  // To find the untracked ones git walks through all folders: by far the longer of the two.
  const untracked = sourcesOf('--others', '--exclude-standard');
  const entries = readGitIndex(root, isSourceFile);
  const tracked = entries?.map(({ file }) => file) ?? (await sourcesOf('--cached'));
  if (tracked) onTracked(tracked);
  const others = await untracked;
  return tracked && others && [...tracked, ...others];
}
