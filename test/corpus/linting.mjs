// How the corpus' trees are linted: which files, and by which parser.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as typescript from '@typescript-eslint/parser';
import * as vue from 'vue-eslint-parser';
import * as svelte from 'svelte-eslint-parser';
import * as astro from 'astro-eslint-parser';

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;
const language = (parser) => ({
  languageOptions: { parser, parserOptions: { parser: typescript, ecmaFeatures: { jsx: true } } },
});

/** A flat configuration that parses every source file; `entry` brings the rules. */
export const configWith = (entry) => [
  // What holds for every file names none: beside Vue's own entry, one for scripts would leave it without rules.
  {
    ...language(typescript),
    ...entry,
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
  },
  // ESLint takes .js, .mjs and .cjs by itself, all others only where an entry names them.
  { files: ['**/*.{jsx,ts,tsx,mts,cts}'] },
  { files: ['**/*.{ts,mts,cts}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: false } } } },
  { files: ['**/*.vue'], ...language(vue) },
  { files: ['**/*.svelte'], ...language(svelte) },
  { files: ['**/*.astro'], ...language(astro) },
];

/** The source files of a tree, by path and relative to it. */
export function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !DECLARATIONS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, file: relative(folder, path) }));
}
