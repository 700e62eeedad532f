// One bundle of the command, the analysis and what they use, because loading many small files takes longer than checking a
// small repository. The codemods stay outside: `check` never loads them. `npm run build` runs this after the compiler.
//
// It is CommonJS: Node's loader of ES modules takes as long to start and to read these files as a cached check takes.
// esbuild splits ES modules alone, so its output is turned into CommonJS file by file.
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const made = `${here}bundle-${process.pid}`;
const esm = { bundle: true, platform: 'node', target: 'node20', legalComments: 'eof' };
/** Names stay as they are: a stack trace that a user sends must be readable. */
const small = { minifyWhitespace: true, minifySyntax: true };

/** Loaded at the first file that is parsed, as the scope analyzer is: most repositories hold none. */
const parserWhenAsked = {
  name: 'parser-when-asked',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^oxc-parser$/ }, ({ kind }) =>
      kind === 'require-call' ? { external: true } : { path: 'parser', namespace: 'when-asked' },
    );
    onLoad({ filter: /^parser$/, namespace: 'when-asked' }, () => ({
      contents: `let parser;
        export const parseSync = (...given) => (parser ??= require('oxc-parser')).parseSync(...given);`,
    }));
    onLoad({ filter: /[\\/]source[\\/]scopes\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace("('@typescript-eslint/scope-manager')", "('./scope-manager.cjs')");
      if (contents === source) throw new Error(`${path} no longer loads the scope analyzer by its name.`);
      return { contents };
    });
  },
};

/** The types that TypeScript's own libraries declare: half of the scope analyzer, and we ask for none of them. */
const noLibraryTypes = {
  name: 'no-library-types',
  setup({ onLoad }) {
    onLoad({ filter: /scope-manager[\\/]dist[\\/]lib[\\/]index\.js$/ }, () => ({
      contents: 'exports.lib = new Map();',
    }));
  },
};

await Promise.all([
  build({
    ...esm,
    ...small,
    entryPoints: [`${here}dist/main.js`],
    outdir: made,
    splitting: true,
    format: 'esm',
    external: ['@grant-migrate/codemods', 'typescript'],
    plugins: [parserWhenAsked],
  }),
  build({
    ...esm,
    ...small,
    stdin: { contents: "module.exports = require('@typescript-eslint/scope-manager');", resolveDir: here },
    outfile: `${made}/scope-manager.cjs`,
    format: 'cjs',
    plugins: [noLibraryTypes],
  }),
]);
/** What is split off is required when it is asked for; packages outside, and a project's own settings, may be ES modules. */
async function toCommonJs(file) {
  const path = `${made}/${file}`;
  const code = readFileSync(path, 'utf8')
    .replaceAll('import.meta.url', 'require("node:url").pathToFileURL(__filename).href')
    .replaceAll('import.meta.resolve(', 'require.resolve(')
    .replaceAll(/\bimport\(("\.\/[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))');
  if (code.includes('import.meta')) throw new Error(`${file} asks for import.meta.`);
  writeFileSync(path, (await transform(code, { ...small, format: 'cjs', target: 'node20' })).code);
}

await Promise.all(
  readdirSync(made)
    .filter((file) => file.endsWith('.js'))
    .map(toCommonJs),
);
writeFileSync(`${made}/package.json`, '{ "type": "commonjs" }\n');
// In one step: another process may be running the one that is there.
const before = `${made}-before`;
try {
  renameSync(`${here}bundle`, before);
} catch {
  // There was none.
}
renameSync(made, `${here}bundle`);
rmSync(before, { recursive: true, force: true });
