// What the ESLint plugin loads for a suggestion, in one file: Node takes longer to find and read two hundred small ones than
// to plan the rewrite. `npm run build` runs this after the compiler.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
await build({
  stdin: { contents: "export { planMigration } from './dist/plan-migration.js';", resolveDir: here },
  outfile: `${here}dist/plan.cjs`,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  legalComments: 'eof',
  // Names stay as they are: a stack trace that a user sends must be readable.
  minifyWhitespace: true,
  minifySyntax: true,
  // A package's other form may load its parts in a way that no bundler follows.
  mainFields: ['module', 'main'],
  external: ['@grant-migrate/analysis', 'ts-morph'],
});
