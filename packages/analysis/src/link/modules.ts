/** Which file of the project an import means. What lies outside of the project is of no interest and is told as null. */
import { posix } from 'node:path';
import type { Project } from '../project.js';
import { conventionalPaths } from './modules-conventions.js';
import { createFileLookup, folderOf, upwards } from './modules-files.js';
import { createJsonReader } from './modules-json.js';
import { createPackages, firstOf } from './modules-packages.js';
import { createAliases } from './modules-tsconfig.js';
import { extensionOf } from '../source/language.js';

export interface ModuleResolver {
  /** The project's file (posix path from the root) that `specifier` means in `fromFile`, or null for anything else. */
  resolve(fromFile: string, specifier: string): string | null;
}

/**
 * Resolves against the project's own list of files, so that staged files and packages that are neither installed nor
 * built are found too. Manifests and compiler settings are read when an import needs them; answers are remembered.
 */
export function createModuleResolver(project: Pick<Project, 'root' | 'files' | 'read'>): ModuleResolver {
  const lookup = createFileLookup(project.files);
  const readJson = createJsonReader((file) => project.read(file));
  const aliases = createAliases(readJson);
  const packages = createPackages(project, readJson, lookup);
  const root = `${project.root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const known = new Map<string, string | null>();

  function resolve(from: string, specifier: string): string | null {
    const folder = folderOf(from);
    const find = (path: string) => lookup.find(path, from);
    if (/^\.{1,2}(\/|$)/.test(specifier)) {
      const path = posix.join(folder, specifier);
      return find(path) ?? packages.findMain(path.replace(/\/$/, ''), from);
    }
    // A bundler's own root, or a path that a tool wrote in full.
    if (specifier.startsWith(root)) return find(specifier.slice(root.length));
    if (specifier.startsWith('/')) {
      return firstOf([...packages.around(from), ''], (above) => find(posix.join(above, specifier.slice(1))));
    }
    // `node:fs`, `https://…`, `npm:x`, `virtual:x`.
    if (/^[a-z][a-z\d+.-]*:/i.test(specifier)) return null;
    return (
      (specifier.startsWith('#') ? packages.findInternal(specifier, from) : null) ??
      firstOf(
        aliases(folder, specifier),
        (path) => lookup.findPublished(path, from) ?? packages.findMain(path, from),
      ) ??
      packages.find(specifier, from) ??
      firstOf(
        conventionalPaths(specifier, new Set([...packages.around(from), ...upwards(folder).reverse()])),
        find,
      )
    );
  }

  return {
    resolve(fromFile, specifier) {
      // Two files of a folder differ only in what they prefer where a source and its output stand side by side.
      const key = `${folderOf(fromFile)}\0${extensionOf(fromFile)}\0${specifier}`;
      let file = known.get(key);
      if (file === undefined) known.set(key, (file = resolve(fromFile, plain(specifier))));
      return file;
    },
  };
}

/** The specifier without a bundler's additions: `raw-loader!./a`, `./a?worker`. */
function plain(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('!') + 1).replace(/\?.*$/, '');
}
