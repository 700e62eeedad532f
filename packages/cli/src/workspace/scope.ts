import { pathFrom } from './listing.js';
import type { Targets } from './targets.js';

/** What may be reported, as plain data: posix paths from the root, folders with a slash at the end, the root as ''. */
export interface Scope {
  folders: string[];
  files: string[];
}

export function scopeOf(targets: Targets, root: string): Scope {
  const from = pathFrom(root);
  const folders = targets.directories.map((directory) =>
    from(directory) === '' ? '' : `${from(directory)}/`,
  );
  return { folders, files: targets.files.map(from) };
}

export function testOf(scope: Scope): (file: string) => boolean {
  const files = new Set(scope.files);
  return (file) => files.has(file) || scope.folders.some((folder) => file.startsWith(folder));
}
