// Names the build of the analysis by all that its results depend on: its own code and the parsers'. A cache of another build
// is not read.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../packages/analysis/dist/', import.meta.url));
const own = 'build-id.js';
const hash = createHash('sha256');
for (const file of readdirSync(dist, { recursive: true }).sort())
  if (file.endsWith('.js') && file !== own) hash.update(file).update(readFileSync(`${dist}${file}`));
const require = createRequire(`${dist}${own}`);
for (const parser of ['oxc-parser', '@typescript-eslint/scope-manager'])
  hash.update(readFileSync(require.resolve(`${parser}/package.json`)));
const text = `export const BUILD_ID = '${hash.digest('hex').slice(0, 16)}';\n`;
if (readFileSync(`${dist}${own}`, 'utf8') !== text) writeFileSync(`${dist}${own}`, text);
