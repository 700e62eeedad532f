/** Which directory a file's project is, as the command would say when it is run in the same place. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { git } from './git.js';

/** The directory that `file` names are relative to, and whether git knows what lies in it. */
export interface Root {
  directory: string;
  git: boolean;
}

/**
 * The innermost git work tree around `directory`, because callers of a token helper can stand anywhere in it. Without git,
 * and for a directory that its work tree ignores (a scratch directory, build output), the directory itself.
 */
export function findRoot(directory: string): Root {
  const top = workTree(directory);
  return top === undefined || isIgnored(directory, top)
    ? { directory, git: false }
    : { directory: top, git: true };
}

/** A directory that its work tree ignores (a scratch directory, build output) is not in that repository. */
export function isIgnored(directory: string, top: string): boolean {
  return directory !== top && git(top, ['check-ignore', '-q', '--', directory]) !== undefined;
}

/** True when `path` is `directory` or lies below it; both absolute. */
export function isWithin(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const real = new Map<string, string>();

/** The folder without links, as far as it exists: an editor may name a file that is not saved yet. Asked once a folder. */
export function realFolder(path: string): string {
  let known = real.get(path);
  if (known === undefined) {
    try {
      real.set(path, (known = realpathSync.native(path)));
    } catch {
      const parent = dirname(path);
      known = parent === path ? path : join(realFolder(parent), path.slice(parent.length));
    }
  }
  return known;
}

/** Looks for `.git` upwards (a file in linked work trees and submodules): a process less than asking git. */
export function workTree(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (current === dirname(current)) return undefined;
  }
}
