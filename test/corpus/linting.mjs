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
  {
    // `**/*` alone would leave .jsx and .tsx out: it makes ESLint take no file that it did not take before.
    files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
    ...language(typescript),
    linterOptions: { noInlineConfig: true },
    ...entry,
  },
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
