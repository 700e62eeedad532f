/** The source files of a root. */
import { git, zeroSplit } from './git.js';
import type { Root } from './root.js';
import { isSourceFile } from './source-files.js';
import { walk } from './walk.js';

/** Posix paths from the root, sorted: what git tracks or would track, or, where git does not serve, what a walk finds. */
export function listFiles(root: Root): string[] {
  const inGit = root.git
    ? git(root.directory, ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
    : undefined;
  if (inGit === undefined) return walk(root.directory, '', () => undefined);
  // A file in conflict is listed once for each side.
  return [...new Set(zeroSplit(inGit).filter(isSourceFile))].sort();
}
