/** Packages among the dependencies of a manifest, where a person would put them. */
import { applyEdits as applyJsonEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { contentHash } from '../edits/hash.js';
import type { Edit, Plan } from '../plan.js';
import type { Manifest } from './nearest-manifest.js';

export interface WantedPackage {
  name: string;
  range: string;
  /** Needed by tests and builds alone. */
  dev?: boolean;
}

/** Adds what the manifest does not name yet, in one edit; the index of that edit, or none. */
export function addPackages(plan: Plan, manifest: Manifest, packages: readonly WantedPackage[]): number[] {
  const missing = packages.filter(({ name }) => !manifest.dependencies.has(name) && manifest.name !== name);
  if (missing.length === 0) return [];
  for (const { name, range } of missing) plan.dependencies.push({ manifest: manifest.file, name, range });
  plan.hashes[manifest.file] = contentHash(manifest.text);
  return [plan.edits.push(addToManifest(manifest, missing)) - 1];
}

function addToManifest(manifest: Manifest, packages: readonly WantedPackage[]): Edit {
  const { text } = manifest;
  let changed = text;
  for (const { name, range, dev } of packages) {
    const list = dev ? 'devDependencies' : 'dependencies';
    const isFirst = !hasList(changed, list);
    const getInsertionIndex = isFirst ? besideOtherDependencies(list) : sorted(name);
    const value = isFirst ? { [name]: range } : range;
    const path = isFirst ? [list] : [list, name];
    const options = { formattingOptions: formatting(text), getInsertionIndex };
    changed = applyJsonEdits(changed, modify(changed, path, value, options));
  }
  return smallestEdit(manifest.file, text, changed);
}

function hasList(text: string, list: string): boolean {
  const root = parseTree(text);
  return root !== undefined && findNodeAtLocation(root, [list]) !== undefined;
}

/** Dependencies before the development dependencies, as the package managers write them; else at the end. */
function besideOtherDependencies(list: string): (names: string[]) => number {
  return (names) => {
    const index =
      list === 'dependencies' ? names.indexOf('devDependencies') : names.indexOf('dependencies') + 1 || -1;
    return index < 0 ? names.length : index;
  };
}

/** Where the name belongs in a sorted list; at the end of one that is not sorted. */
function sorted(name: string): (names: string[]) => number {
  return (names) => {
    const isSorted = names.every((other, index) => index === 0 || names[index - 1]! <= other);
    const index = isSorted ? names.findIndex((other) => other > name) : -1;
    return index < 0 ? names.length : index;
  };
}

function formatting(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** One edit from the first to the last character that differs. */
function smallestEdit(file: string, before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end += 1;
  return { file, start, end: before.length - end, text: after.slice(start, after.length - end) };
}
