/** Packages of the same tree, imported by name: what a monorepo's workspaces are. Only their manifests are read. */
import { posix } from 'node:path';
import type { FileLookup } from './modules-files.js';
import { folderOf, upwards } from './modules-files.js';
import { isJson, strings } from './modules-json.js';
import type { Json, ReadJson } from './modules-json.js';
import { exportTargets } from './modules-exports.js';
import { workspaceFolders } from './modules-workspaces.js';
import type { Project } from '../project.js';

/** Where a package's source stands when its manifest speaks of files that are not there. */
const SOURCE_FOLDERS = ['src', 'source', 'lib', 'app', ''];

export interface Packages {
  /** The file that `specifier` (`name` or `name/sub/path`) means, when `name` is a package of the tree. */
  find(specifier: string, from: string): string | null;
  /** The file that a package's own `#name` means. */
  findInternal(specifier: string, from: string): string | null;
  /** The entry of the package in this very folder. */
  findMain(folder: string, from: string): string | null;
  /** Folders of the packages that hold `file`, nearest first. */
  around(file: string): string[];
}

export function createPackages(
  project: Pick<Project, 'read'>,
  readJson: ReadJson,
  lookup: FileLookup,
): Packages {
  const manifest = (folder: string) => readJson(posix.join(folder, 'package.json'));
  let byName: Map<string, string[]> | undefined;
  let byLast: Map<string, string[]> | undefined;

  /** Folders of packages of this name. Not every folder is asked for a manifest: there are thousands, and most hold none. */
  function named(name: string, from: string): string[] {
    byName ??= group(workspaceFolders(project, readJson, lookup.folders), (folder) => manifest(folder)?.name);
    byLast ??= group([...lookup.folders], lastOf);
    const folders = new Set([
      ...upwards(folderOf(from)),
      ...(byName.get(name) ?? []),
      ...linked(name, from),
      ...(byLast.get(lastOf(name)) ?? []),
    ]);
    const fitting = [...folders].filter((folder) => manifest(folder)?.name === name);
    return fitting.sort((a, b) => distance(a, from) - distance(b, from));
  }

  /** The folder that a dependency of this name is linked to by the manifests above: `file:../shared`. */
  function linked(name: string, from: string): string[] {
    return upwards(folderOf(from)).flatMap((folder) => {
      const json = manifest(folder);
      const ranges = ['dependencies', 'devDependencies', 'peerDependencies'].map((key) => json?.[key]);
      return ranges.flatMap((range) => {
        const link = isJson(range) ? /^(?:file|link|portal):(.*)$/.exec(String(range[name]))?.[1] : undefined;
        return link === undefined ? [] : [posix.join(folder, link).replace(/\/$/, '')];
      });
    });
  }

  function entry(folder: string, sub: string, from: string): string | null {
    const json = manifest(folder) ?? {};
    const published = [
      ...exportTargets(json.exports, sub === '' ? '.' : `./${sub}`),
      ...(sub === ''
        ? ['source', 'module', 'main', 'types', 'typings'].flatMap((field) => strings(json[field]))
        : []),
    ];
    const sources = SOURCE_FOLDERS.map((source) => posix.join(source, sub));
    return firstOf([...published, ...sources], (path) =>
      lookup.findPublished(posix.join(folder, path), from),
    );
  }

  function find(specifier: string, from: string): string | null {
    const [, name, sub] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
    if (name === undefined) return null;
    return firstOf(named(name, from), (folder) => entry(folder, sub ?? '', from));
  }

  const around = (file: string) => upwards(folderOf(file)).filter((folder) => manifest(folder));

  return {
    find,
    around,
    findInternal(specifier, from) {
      const [folder] = around(from);
      if (folder === undefined) return null;
      return firstOf(exportTargets(manifest(folder)?.imports, specifier), (target) =>
        target.startsWith('.') ? lookup.findPublished(posix.join(folder, target), from) : find(target, from),
      );
    },
    findMain: (folder, from) =>
      lookup.folders.has(folder) && manifest(folder) ? entry(folder, '', from) : null,
  };
}

/** The last part of a path or of a package's name: most packages stand in a folder of their name. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function group(folders: readonly string[], nameOf: (folder: string) => Json[string]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const folder of folders) {
    const name = nameOf(folder);
    if (typeof name === 'string') groups.set(name, [...(groups.get(name) ?? []), folder]);
  }
  return groups;
}

/** How many folders must be left from `file` to reach one that holds `folder`: of two packages of a name the nearer is meant. */
function distance(folder: string, file: string): number {
  return upwards(folderOf(file)).findIndex(
    (above) => above === '' || folder === above || folder.startsWith(`${above}/`),
  );
}

/** The first answer that is one. */
export function firstOf<T>(list: Iterable<T>, find: (entry: T) => string | null): string | null {
  for (const entry of list) {
    const found = find(entry);
    if (found !== null) return found;
  }
  return null;
}
