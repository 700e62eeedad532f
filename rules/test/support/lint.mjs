// Lints directories with one version of ESLint, in a process of its own, because Jest loads modules in its own way and
// `require` of an ES module is a part of what is tested. Reads { eslint, style, jobs } from standard input; a job is
// { directory, preset?, unsaved?, parser? }, and `unsaved` is text that is put behind each file without saving it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';

const require = createRequire(import.meta.url);
const { eslint: version, style, jobs } = JSON.parse(readFileSync(0, 'utf8'));
const api = require(version);
const plugin = require('eslint-plugin-grant-migrate');

const files = [
  '**/*.js',
  '**/*.jsx',
  '**/*.mjs',
  '**/*.cjs',
  '**/*.ts',
  '**/*.vue',
  '**/*.svelte',
  '**/*.astro',
];
const extensions = files.map((pattern) => pattern.slice(4));
const jsx = { ecmaVersion: 2024, sourceType: 'module', ecmaFeatures: { jsx: true } };

function flatConfig({ preset = 'recommended', parser }) {
  const languageOptions = { parserOptions: jsx };
  if (parser) languageOptions.parser = require(parser);
  if (parser?.startsWith('@babel'))
    languageOptions.parserOptions = {
      requireConfigFile: false,
      babelOptions: { parserOpts: { plugins: ['jsx'] } },
    };
  return [
    {
      files,
      languageOptions,
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      ...plugin.configs[preset],
    },
    { files: ['**/*.ts'], languageOptions: { parser: require('@typescript-eslint/parser') } },
  ];
}

function create(job) {
  const cwd = job.directory;
  if (style === 'eslintrc')
    return new api.ESLint({
      cwd,
      useEslintrc: false,
      extensions,
      resolvePluginsRelativeTo: cwd,
      overrideConfig: {
        root: true,
        extends: ['plugin:grant-migrate/legacy-recommended'],
        parserOptions: jsx,
        overrides: [{ files: ['*.ts'], parser: require.resolve('@typescript-eslint/parser') }],
      },
    });
  const Class = style === 'flat8' ? require(`${version}/use-at-your-own-risk`).FlatESLint : api.ESLint;
  return new Class({ cwd, overrideConfigFile: true, overrideConfig: flatConfig(job) });
}

async function lint(job) {
  const eslint = create(job);
  let results = await eslint.lintFiles(['.']);
  if (job.unsaved !== undefined)
    results = await Promise.all(
      results.map(async ({ filePath }) => {
        const [result] = await eslint.lintText(readFileSync(filePath, 'utf8') + job.unsaved, { filePath });
        return result;
      }),
    );
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, column, endLine, endColumn, message }) => ({
      ...{
        file: relative(job.directory, filePath).split(sep).join('/'),
        ruleId,
        line,
        column,
        endLine,
        endColumn,
      },
      message,
    })),
  );
}

const outcomes = [];
for (const job of jobs) outcomes.push(await lint(job));
console.log(JSON.stringify(outcomes));
