/** Files that git ignores and a host looks at all the same, such as generated sources. */
import type { DiskProject } from './disk-project.js';
import type { Root } from './root.js';
import { isSourceFile } from './source-files.js';
import { walk } from './walk.js';

/**
 * The file, with everything in the highest folder above it that holds no listed file: the host will come to the others too,
 * and each would cost an analysis of its own. Sorted; never empty.
 */
export function unlistedAround(root: Root, disk: DiskProject, file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    if (disk.files.some((other) => other.startsWith(`${folder}/`))) continue;
    const found = isSourceFile(`${folder}/x.js`) ? walk(root.directory, folder, () => undefined) : [];
    return found.includes(file) ? found : [file];
  }
  return [file];
}
