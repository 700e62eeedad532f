import { isWithin, workTree } from '@grant-migrate/analysis/disk';

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
