// Before packing: one bundle of the command, the analysis and what they use, because a third of the time of a small check is
// the loading of many small files. The codemods stay outside: `check` never loads them. After packing it is removed again, so
// that nobody who works here runs yesterday's bundle.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${here}/bundle`, { recursive: true, force: true });
if (!process.argv.includes('--remove'))
  await build({
    entryPoints: [`${here}/dist/main.js`],
    outdir: `${here}/bundle`,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'eof',
    external: ['oxc-parser', 'oxc-resolver', '@grant-migrate/codemods', 'typescript'],
    // CommonJS dependencies ask for `require` and for their own file name.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
  });
