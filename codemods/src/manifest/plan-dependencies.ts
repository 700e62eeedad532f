/** The token client among the dependencies of each package whose code now calls it. */
import { applyEdits as applyJsonEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { Project } from '@grant-migrate/analysis';
import { contentHash } from '../edits/hash.js';
import type { FilePlan } from '../plan-file.js';
import type { Edit, Plan } from '../plan.js';
import { nearestManifest, type Manifest } from './nearest-manifest.js';

const RANGES: Record<string, string> = { '@grant-migrate/token-client': '^0.1.0' };

/** Adds edits of the nearest manifests and the list of dependencies to `plan`; nothing when they are there already. */
export function planDependencies(project: Project, plan: Plan, files: readonly FilePlan[]): void {
  const wanted = new Map<string, { manifest: Manifest; names: Set<string> }>();
  for (const { file, packages } of files) {
    for (const name of packages) {
      const manifest = nearestManifest(project, file);
      if (!manifest || manifest.dependencies.has(name) || manifest.name === name || !RANGES[name]) continue;
      const entry = wanted.get(manifest.file) ?? { manifest, names: new Set<string>() };
      wanted.set(manifest.file, entry);
      entry.names.add(name);
    }
  }
  for (const { manifest, names } of wanted.values()) {
    const edit = addToManifest(manifest, [...names]);
    const index = plan.edits.push(edit) - 1;
    plan.hashes[manifest.file] = contentHash(manifest.text);
    for (const name of names) plan.dependencies.push({ manifest: manifest.file, name, range: RANGES[name]! });
    // The manifest belongs to every site that needs it.
    for (const site of plan.sites)
      if (site.status === 'migrated' && nearestManifest(project, site.file)?.file === manifest.file)
        site.edits.push(index);
  }
}

function addToManifest(manifest: Manifest, names: readonly string[]): Edit {
  const { text } = manifest;
  let changed = text;
  for (const name of names) {
    const isFirst = !hasDependencies(changed);
    const getInsertionIndex = isFirst ? besideOtherDependencies : sorted(name);
    const value = isFirst ? { [name]: RANGES[name] } : RANGES[name];
    const path = isFirst ? ['dependencies'] : ['dependencies', name];
    const options = { formattingOptions: formatting(text), getInsertionIndex };
    changed = applyJsonEdits(changed, modify(changed, path, value, options));
  }
  return smallestEdit(manifest.file, text, changed);
}

function hasDependencies(text: string): boolean {
  const root = parseTree(text);
  return root !== undefined && findNodeAtLocation(root, ['dependencies']) !== undefined;
}

/** Before the development dependencies, as the package managers write it; else at the end. */
function besideOtherDependencies(names: string[]): number {
  const index = names.indexOf('devDependencies');
  return index < 0 ? names.length : index;
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
