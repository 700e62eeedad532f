/**
 * The aliases of tsconfig.json and jsconfig.json. Read by ourselves, because a resolver that knows the file system gives
 * up on a configuration that extends a package which is not installed, and with it on every import below it.
 */
import { posix } from 'node:path';
import { folderOf, upwards } from './modules-files.js';
import { isJson, strings } from './modules-json.js';
import type { Json, ReadJson } from './modules-json.js';

/** The last two are no compiler's default; monorepos and Vite keep their aliases there. */
const NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json', 'tsconfig.app.json'];

/** Paths from the root that the configurations above `folder` give for an import, nearest configuration and best match first. */
export type Aliases = (folder: string, specifier: string) => string[];

/** What of a configuration, and what it extends, matters to imports. Each path is from the root. */
interface Config {
  paths: Record<string, string[]>;
  /** What `paths` are relative to without a base URL: the folder of the configuration that declares them. */
  pathsFolder: string;
  baseUrl: string | null;
  references: string[];
}

export function createAliases(readJson: ReadJson): Aliases {
  const known = new Map<string, Config[]>();

  /** The configuration and those it refers to: a root configuration often is no more than a list of references. */
  function configs(path: string): Config[] {
    let list = known.get(path);
    if (list) return list;
    // Known before it is read, so that a circle of references ends.
    known.set(path, (list = []));
    const config = load(path, folderOf(path), new Set());
    if (config) list.push(config, ...config.references.flatMap((reference) => configs(reference)));
    return list;
  }

  function load(path: string, leaf: string, seen: Set<string>): Config | null {
    const json = seen.has(path) ? null : readJson(path);
    if (!json) return null;
    seen.add(path);
    const folder = folderOf(path);
    const options: Json = isJson(json.compilerOptions) ? json.compilerOptions : {};
    const config: Config = {
      paths: {},
      pathsFolder: folder,
      baseUrl: null,
      references: referencesOf(json, folder),
    };
    for (const base of strings(json.extends)) {
      const from = extended(base, folder).find((candidate) => readJson(candidate));
      const inherited = from === undefined ? null : load(from, leaf, seen);
      if (!inherited) continue;
      config.paths = { ...config.paths, ...inherited.paths };
      config.pathsFolder = inherited.pathsFolder;
      config.baseUrl = inherited.baseUrl ?? config.baseUrl;
    }
    const place = (text: string) => text.replace('${configDir}', posix.relative(folder, leaf) || '.');
    if (typeof options.baseUrl === 'string') config.baseUrl = posix.join(folder, place(options.baseUrl));
    if (isJson(options.paths)) {
      config.pathsFolder = folder;
      config.paths = {};
      for (const [pattern, targets] of Object.entries(options.paths))
        config.paths[pattern] = strings(targets).map(place);
    }
    return config;
  }

  return (folder, specifier) =>
    upwards(folder).flatMap((above) =>
      NAMES.flatMap((name) => configs(posix.join(above, name))).flatMap((config) =>
        matches(config, specifier),
      ),
    );
}

function matches({ paths, pathsFolder, baseUrl }: Config, specifier: string): string[] {
  const found: { exactness: number; path: string }[] = [];
  for (const [pattern, targets] of Object.entries(paths)) {
    const star = starOf(pattern, specifier);
    if (star === null) continue;
    const exactness = pattern.includes('*') ? pattern.indexOf('*') : Infinity;
    for (const target of targets) {
      found.push({
        exactness,
        path: posix.join(
          baseUrl ?? pathsFolder,
          target.replace('*', () => star),
        ),
      });
    }
  }
  found.sort((a, b) => (a.exactness === b.exactness ? 0 : b.exactness - a.exactness));
  const list = found.map(({ path }) => path);
  if (baseUrl !== null) list.push(posix.join(baseUrl, specifier));
  return list;
}

/** What the pattern's `*` stands for in `text`; empty for an exact match, null for none. */
export function starOf(pattern: string, text: string): string | null {
  const at = pattern.indexOf('*');
  if (at < 0) return pattern === text ? '' : null;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return fits ? text.slice(before.length, text.length - after.length) : null;
}

function referencesOf(json: Json, folder: string): string[] {
  const references: unknown[] = Array.isArray(json.references) ? json.references : [];
  return references
    .map((reference) => (isJson(reference) && typeof reference.path === 'string' ? reference.path : null))
    .filter((path) => path !== null)
    .map((path) => posix.join(folder, path.endsWith('.json') ? path : `${path}/tsconfig.json`));
}

/** Where an extended configuration may be. */
function extended(base: string, folder: string): string[] {
  const forms = base.endsWith('.json') ? [base] : [`${base}.json`, `${base}/tsconfig.json`, base];
  if (/^\.{1,2}(\/|$)/.test(base)) return forms.map((form) => posix.join(folder, form));
  return upwards(folder).flatMap((above) => forms.map((form) => posix.join(above, 'node_modules', form)));
}
