/** Aliases that bundlers and frameworks set up in code, where nothing can be read: taken when such a file exists. */
import { posix } from 'node:path';

/** `@/x`, `~/x` (Vite, webpack, Nuxt), `~~/x`, `@@/x` (Nuxt's root), `#/x`, `~x` (webpack's style of old). */
const PREFIX = /^(?:@@?|~~?|#)\/(.+)$|^~([^/].*)$/;

/** What the prefix stands for below a package. */
const BASES = ['src', '', 'app', 'src/app', 'client', 'client/src', 'resources/js', 'lib'];

/**
 * Paths from the root that an import may mean by convention. `folders` are those around the importing file that it may be
 * relative to, likeliest first.
 */
export function conventionalPaths(specifier: string, folders: ReadonlySet<string>): string[] {
  const match = PREFIX.exec(specifier);
  const rest = match?.[1] ?? match?.[2];
  if (rest !== undefined) return below(folders, BASES, rest);
  // SvelteKit.
  if (/^\$lib(\/|$)/.test(specifier)) return below(folders, ['src/lib'], specifier.slice('$lib'.length));
  // A module root set by a bundler or NODE_PATH: `services/api`. A bare name without a folder is a package.
  if (/^[\w-]+\//.test(specifier)) return below(folders, ['', 'src', 'app'], specifier);
  return [];
}

function below(folders: ReadonlySet<string>, bases: readonly string[], rest: string): string[] {
  return [...folders].flatMap((folder) => bases.map((base) => posix.join(folder, base, rest)));
}
