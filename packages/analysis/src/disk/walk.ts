/** Source files where git does not list them. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ignore } from 'ignore';
import { isSourceFile } from './source-files.js';

/** Loaded at the first ignore file: where git lists the files, none is read. */
const require = createRequire(import.meta.url);

const never = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.history', '.grant-migrate']);

/** Ignore rules of one directory; paths are tested from there. */
interface IgnoreFile {
  base: string;
  rules: Ignore;
}

/**
 * Source files below `root/start` for places that git does not list: posix paths from the root, sorted. Honours `.gitignore`
 * files on the way down and does not follow links. Directories that may not be read are told to `onUnreadable`.
 */
export function walk(
  root: string,
  start: string,
  onUnreadable: (directory: string, error: unknown) => void,
): string[] {
  const files: string[] = [];
  const visit = (directory: string, inherited: IgnoreFile[]) => {
    let entries;
    try {
      entries = readdirSync(`${root}/${directory}`, { withFileTypes: true });
    } catch (error) {
      onUnreadable(directory || '.', error);
      return;
    }
    const prefix = directory === '' ? '' : `${directory}/`;
    const own = entries.some(({ name }) => name === '.gitignore') ? readIgnoreFile(root, prefix) : undefined;
    const ignored = own === undefined ? inherited : [...inherited, own];
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (!never.has(entry.name) && !isIgnored(`${path}/`, ignored)) visit(path, ignored);
      } else if (entry.isFile() && isSourceFile(path) && !isIgnored(path, ignored)) files.push(path);
    }
  };
  visit(start, []);
  return files.sort();
}

function readIgnoreFile(root: string, prefix: string): IgnoreFile | undefined {
  try {
    const ignore = require('ignore') as typeof import('ignore');
    return { base: prefix, rules: ignore().add(readFileSync(`${root}/${prefix}.gitignore`, 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The nearest file that says anything decides, as in git. */
function isIgnored(path: string, files: IgnoreFile[]): boolean {
  for (const { base, rules } of files.toReversed()) {
    const verdict = rules.test(path.slice(base.length));
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}
