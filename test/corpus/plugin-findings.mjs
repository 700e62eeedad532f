// What the ESLint plugin reports on every source file of a tree, as one line of JSON: `node plugin-findings.mjs FOLDER`.
// A process of its own for each tree, as an ESLint run has one.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Linter } from 'eslint';
import * as typescript from '@typescript-eslint/parser';
import * as vue from 'vue-eslint-parser';
import * as svelte from 'svelte-eslint-parser';
import * as astro from 'astro-eslint-parser';
import grantMigrate from 'eslint-plugin-grant-migrate';
import { RULES } from './score.mjs';

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;
const language = (parser) => ({
  languageOptions: { parser, parserOptions: { parser: typescript, ecmaFeatures: { jsx: true } } },
});
const CONFIG = [
  {
    // `**/*` alone would leave .jsx and .tsx out: it makes ESLint take no file that it did not take before.
    files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
    ...language(typescript),
    linterOptions: { noInlineConfig: true },
    plugins: { 'grant-migrate': grantMigrate },
    rules: Object.fromEntries(RULES.map((rule) => [`grant-migrate/${rule}`, 'error'])),
  },
  { files: ['**/*.{ts,mts,cts}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: false } } } },
  { files: ['**/*.vue'], ...language(vue) },
  { files: ['**/*.svelte'], ...language(svelte) },
  { files: ['**/*.astro'], ...language(astro) },
];

const folder = process.argv[2];
const linter = new Linter({ cwd: folder });
const findings = [];
/** Files that the parser for ESLint refuses: no rule sees them. */
const refused = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !SOURCE.test(entry.name) || DECLARATIONS.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const file = relative(folder, path);
  for (const { ruleId, fatal, line, column, message } of linter.verify(
    readFileSync(path, 'utf8'),
    CONFIG,
    path,
  )) {
    if (fatal) refused.push(file);
    else if (ruleId === null && message.includes('noInlineConfig')) continue;
    else if (ruleId === null) throw new Error(`${file}: ${message}`);
    else findings.push({ ruleId: ruleId.split('/')[1], file, start: { line, column } });
  }
}
console.log(JSON.stringify({ findings, refused }));
