import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NotInstalled } from './formatter.js';

/** The path of a package's file as the project's file would find it; throws NotInstalled. */
export function resolveFrom(root: string, file: string, id: string): string {
  try {
    return createRequire(join(root, file)).resolve(id);
  } catch {
    throw new NotInstalled(id);
  }
}

/** A package of the project, CommonJS or not. */
export async function importFrom<T>(root: string, file: string, id: string): Promise<T> {
  const loaded = (await import(pathToFileURL(resolveFrom(root, file, id)).href)) as T & { default?: T };
  return loaded.default ?? loaded;
}

/** The nearest folder from the file's up to the root that fulfils the condition. */
export function nearestFolder(root: string, file: string, fits: (folder: string) => boolean): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (fits(join(root, folder))) return join(root, folder);
    if (folder === '.') return null;
  }
}
