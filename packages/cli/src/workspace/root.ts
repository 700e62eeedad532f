import { isWithin } from './targets.js';
import { git, workTreeRoot } from './git.js';

/** The directory that `file` names are relative to, and whether git knows what lies in it. */
export interface Root {
  directory: string;
  git: boolean;
}

/**
 * The root is the innermost git work tree around the targets, because callers of a token helper can stand anywhere in it.
 * Without git it is the current directory, or the targets' own directory when they lie elsewhere. A current directory that
 * its work tree ignores (a scratch directory, build output) is not in that repository and counts as without git.
 */
export function findRoot(base: string, cwd: string): Root {
  const anchor = isWithin(base, cwd) ? cwd : base;
  const top = workTreeRoot(base);
  if (top !== undefined && isWithin(base, top) && !isIgnored(anchor, top))
    return { directory: top, git: true };
  return { directory: anchor, git: false };
}

function isIgnored(directory: string, top: string): boolean {
  return directory !== top && git(top, ['check-ignore', '-q', '--', directory]) !== undefined;
}
