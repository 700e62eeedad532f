/** Which language a file is written in, as far as its name tells. */

/** `js` may hold JSX and types: most of the world's JSX and Flow stands in `.js`. */
export type Language = 'js' | 'ts' | 'tsx' | 'dts';

/** The language that oxc-parser is asked for. */
export type Dialect = 'jsx' | 'ts' | 'tsx' | 'dts';

/**
 * What to try, in this order. Flow that resembles TypeScript parses as such; in `.ts` files `<T>x` is an assertion before
 * it is JSX.
 */
export const DIALECTS: Record<Language, readonly Dialect[]> = {
  js: ['jsx', 'tsx', 'ts'],
  ts: ['ts', 'tsx'],
  tsx: ['tsx', 'ts'],
  dts: ['dts'],
};

/** Extensions of files that hold scripts among other things. */
const HOSTS = new Set(['.vue', '.svelte', '.astro']);

/** The last extension of a path, with its dot and in lower case; empty when there is none. */
export function extensionOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

/** True for files whose scripts must be taken out first. */
export function holdsScriptBlocks(extension: string): boolean {
  return HOSTS.has(extension);
}

/** The language of a file that is a script as a whole. */
export function languageOf(file: string): Language {
  if (/\.d\.([^./]+\.)?[cm]?ts$/i.test(file)) return 'dts';
  switch (extensionOf(file)) {
    case '.ts':
    case '.mts':
    case '.cts':
      return 'ts';
    case '.tsx':
      return 'tsx';
    default:
      return 'js';
  }
}
