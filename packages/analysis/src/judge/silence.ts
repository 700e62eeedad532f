/** Where findings do not belong: a library's own implementation of a grant. */
import { LIBRARIES } from '../catalog/index.js';
import type { Project } from '../project.js';

const IMPLEMENTATIONS = new Set(LIBRARIES.filter((library) => library.implementsGrant).flatMap((library) => library.modules ?? []));

export interface Manifest {
  name: string | null;
  /** Published for others: has an entry point and is not private. */
  library: boolean;
}

/** Finds the nearest package.json of a file. */
export function createManifestFinder(project: Project): (file: string) => Manifest | null {
  const memo = new Map<string, Manifest | null>();
  const ofDirectory = (directory: string): Manifest | null => {
    let known = memo.get(directory);
    if (known === undefined) {
      known = readManifest(project, directory) ?? (directory === '' ? null : ofDirectory(parentOf(directory)));
      memo.set(directory, known);
    }
    return known;
  };
  return (file) => ofDirectory(parentOf(file));
}

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/');

function readManifest(project: Project, directory: string): Manifest | null {
  const text = project.read(directory === '' ? 'package.json' : `${directory}/package.json`);
  if (typeof text !== 'string') return null;
  try {
    const parsed = JSON.parse(text) as { name?: unknown; private?: unknown; main?: unknown; exports?: unknown; module?: unknown };
    if (typeof parsed !== 'object' || parsed === null) return null;
    return {
      name: typeof parsed.name === 'string' ? parsed.name : null,
      library: parsed.private !== true && (parsed.main !== undefined || parsed.exports !== undefined || parsed.module !== undefined),
    };
  } catch {
    return null;
  }
}

/** True for the packages that implement grants for others. */
export function implementsGrant(manifest: Manifest | null): boolean {
  return manifest?.name != null && IMPLEMENTATIONS.has(manifest.name);
}
