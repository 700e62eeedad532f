import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from './git.js';
import { isWithin } from './targets.js';

/** The directory that `file` names are relative to, and whether git knows what lies in it. */
export interface Root {
  directory: string;
  git: boolean;
}

/**
 * The root is the innermost git work tree around the targets, because callers of a token helper can stand anywhere in it.
 * Without git it is the current directory, or the targets' own directory when they lie elsewhere.
 */
export function findRoot(base: string, cwd: string): Root {
  const top = workTree(base);
  return top === undefined ? rootWithoutGit(base, cwd) : { directory: top, git: true };
}

export function rootWithoutGit(base: string, cwd: string): Root {
  return { directory: isWithin(base, cwd) ? cwd : base, git: false };
}

/** A current directory that its work tree ignores (a scratch directory, build output) is not in that repository. */
export function isIgnored(directory: string, top: string): boolean {
  return directory !== top && git(top, ['check-ignore', '-q', '--', directory]) !== undefined;
}

/** Looks for `.git` upwards (a file in linked work trees and submodules): a process less than asking git. */
function workTree(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (current === dirname(current)) return undefined;
  }
}
