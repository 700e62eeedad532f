/** From a path as an import writes it to a file of the project. Asks no file system: what counts is what the project lists. */
import { posix } from 'node:path';
import { sourceCandidates } from '../source/compiled.js';
import { extensionOf, holdsScriptBlocks } from '../source/language.js';

const TYPED = ['.ts', '.tsx', '.mts', '.cts'];
const PLAIN = ['.js', '.jsx', '.mjs', '.cjs'];
const HOSTS = ['.vue', '.svelte', '.astro'];

/** What the extension of compiled code stands for in source, best first. */
const ALIASES: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx', '.ts'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export interface FileLookup {
  /** The file that `path` (posix, from the root) means when a file like `from` imports it. */
  find(path: string, from: string): string | null;
  /** Like `find`, for what a package publishes: its source comes before its build output. */
  findPublished(path: string, from: string): string | null;
  /** Every folder that holds a file, at whatever depth; the root is `''`. */
  folders: ReadonlySet<string>;
}

export function createFileLookup(files: readonly string[]): FileLookup {
  const known = new Set(files);
  const folders = foldersOf(files);

  function exact(path: string, from: string): string | null {
    const extension = extensionOf(path);
    const stem = extension === '' ? path : path.slice(0, -extension.length);
    const aliased = (ALIASES[extension] ?? []).map((alias) => stem + alias);
    const own = isSource(extension) ? [path] : [];
    // Where source and output stand side by side, TypeScript means the source and a script that runs as it is the output.
    return first(isTyped(from) ? [...aliased, ...own] : [...own, ...aliased]);
  }

  function first(candidates: readonly string[]): string | null {
    return candidates.find((candidate) => known.has(candidate)) ?? null;
  }

  function source(path: string): string | null {
    const extension = extensionOf(path);
    const output =
      PLAIN.includes(extension) || extension === '.ts' ? [path] : [`${path}.js`, `${path}/index.js`];
    return first(output.flatMap(sourceCandidates));
  }

  function find(path: string, from: string): string | null {
    if (path.startsWith('../')) return null;
    const extensions = isTyped(from) ? [...TYPED, ...PLAIN, ...HOSTS] : [...PLAIN, ...TYPED, ...HOSTS];
    return (
      exact(path, from) ??
      first(extensions.map((extension) => path + extension)) ??
      first(extensions.map((extension) => posix.join(path, `index${extension}`))) ??
      source(path)
    );
  }

  return {
    find: (path, from) => find(posix.normalize(path).replace(/\/$/, ''), from),
    findPublished(path, from) {
      const normal = posix.normalize(path).replace(/\/$/, '');
      return (/(^|\/)(dist|build|out)\//.test(normal) ? source(normal) : null) ?? find(normal, from);
    },
    folders,
  };
}

function isSource(extension: string): boolean {
  return TYPED.includes(extension) || PLAIN.includes(extension) || holdsScriptBlocks(extension);
}

/** Vue, Svelte and Astro files are built like TypeScript. */
function isTyped(file: string): boolean {
  return !PLAIN.includes(extensionOf(file));
}

function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>(['']);
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** The folder and those above it, nearest first, the root (`''`) last. */
export function upwards(folder: string): string[] {
  const list = [folder];
  while (folder !== '') list.push((folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))));
  return list;
}

/** The folder that holds a file; `''` for the root. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
