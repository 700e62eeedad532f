/** The project's own settings: `grant-migrate.config.{json,js,mjs,cjs,ts,mts}` at the root, or a key in package.json. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun, whyNot } from './errors.js';
import { closest } from './suggest.js';

/** Every setting has an option that wins over it, `ignore` apart. Kept equal to `config.schema.json`. */
export interface Config {
  preset?: 'recommended' | 'strict';
  /** From the root. */
  baseline?: string;
  /** What is left out altogether, in the syntax of .gitignore. */
  ignore?: string[];
  /** Names of own functions that keep what the function given to them returns. */
  caches?: string[];
  /** Names of own functions that call the function given to them once and answer what it answers. */
  wrappers?: string[];
  /** Names of own functions that a framework calls for each request or message, or that take such handlers. */
  entryPoints?: string[];
}

const endings = ['json', 'js', 'mjs', 'cjs', 'ts', 'mts'];
const lists = ['caches', 'wrappers', 'entryPoints'] as const;
const settings = new Set(['$schema', 'preset', 'baseline', 'ignore', ...lists]);

/** Reads the settings; an empty object when there are none. Refuses what it does not know, so that a slip is seen. */
export async function readConfig(root: string): Promise<{ config: Config; file: string | undefined }> {
  const file = endings
    .map((ending) => `grant-migrate.config.${ending}`)
    .find((name) => existsSync(join(root, name)));
  if (file !== undefined) return { config: checked(await load(root, file), file), file };
  const manifest = readManifest(join(root, 'package.json'));
  const own = manifest?.['grant-migrate'];
  return own === undefined
    ? { config: {}, file: undefined }
    : { config: checked(own, 'package.json'), file: 'package.json' };
}

async function load(root: string, file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(readFileSync(join(root, file), 'utf8'));
    const module = (await import(pathToFileURL(join(root, file)).href)) as { default?: unknown };
    return module.default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new CannotRun(
        `${file} is TypeScript, which this version of Node cannot load.`,
        'Use Node 22.18 or later, or rename it to grant-migrate.config.mjs.',
      );
    throw new CannotRun(`Cannot load ${file}: ${whyNot(error)}.`);
  }
}

function checked(value: unknown, file: string): Config {
  const wrong = (what: string, next?: string) => new CannotRun(`${file}: ${what}`, next);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong('the settings must be an object.');
  for (const key of Object.keys(value)) {
    if (settings.has(key)) continue;
    const meant = closest(key, settings);
    throw wrong(
      `there is no setting "${key}".`,
      meant === undefined ? `Known: ${[...settings].slice(1).join(', ')}.` : `Did you mean ${meant}?`,
    );
  }
  const { preset, baseline, ignore } = value as Record<string, unknown>;
  if (preset !== undefined && preset !== 'recommended' && preset !== 'strict')
    throw wrong('"preset" is "recommended" or "strict".');
  if (baseline !== undefined && typeof baseline !== 'string')
    throw wrong('"baseline" is the name of a file.');
  if (ignore !== undefined && !(Array.isArray(ignore) && ignore.every((line) => typeof line === 'string')))
    throw wrong('"ignore" is a list of patterns.');
  for (const name of lists)
    if (!isListOfNames((value as Record<string, unknown>)[name]))
      throw wrong(`"${name}" is a list of names.`);
  return value as Config;
}

const isListOfNames = (given: unknown) =>
  given === undefined ||
  (Array.isArray(given) && given.every((name) => typeof name === 'string' && name !== ''));

function readManifest(path: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch {
    // No manifest, or one that does not parse: not ours to complain of.
    return undefined;
  }
}
