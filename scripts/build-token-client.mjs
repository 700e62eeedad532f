// The CommonJS half of the token client. openid-client is an ES module alone, so it is bundled in: applications whose test
// runner loads CommonJS must be able to load the package. All entry points share one bundle, hence one cache.
import { buildSync } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../packages/token-client/dist', import.meta.url));
const cjs = join(dist, 'cjs');
const ENTRIES = { index: 'index', transports: 'transports/index', node: 'node/index' };

/** Writes dist/cjs from what the TypeScript compiler left in dist, unless it is newer. */
function buildTokenClientForCommonJs() {
  const bundle = join(cjs, 'bundle.cjs');
  if (statSync(bundle, { throwIfNoEntry: false })?.mtimeMs > newest(dist)) return;
  rmSync(cjs, { recursive: true, force: true });
  const lines = Object.entries(ENTRIES).map(([name, path]) => `export * as ${name} from './${path}.js';`);
  writeTypes(dist);
  buildSync({
    stdin: { contents: lines.join('\n'), resolveDir: dist },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['proper-lockfile'],
    // A CommonJS test runner cannot import(); require what is asked for late.
    supported: { 'dynamic-import': false },
    legalComments: 'inline',
    outfile: bundle,
    logLevel: 'warning',
  });
  for (const [name, path] of Object.entries(ENTRIES))
    write(
      `${path}.cjs`,
      `module.exports = require('${path === 'index' ? '.' : '..'}/bundle.cjs').${name};\n`,
    );
}

/** The declarations once more, as declarations of CommonJS modules. */
function writeTypes(folder, below = '') {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory() && path !== 'cjs') writeTypes(join(folder, entry.name), path);
    if (!entry.name.endsWith('.d.ts')) continue;
    const text = readFileSync(join(folder, entry.name), 'utf8')
      .replace(/(['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2')
      .replace(/^\/\/# sourceMappingURL=.*$/m, '');
    write(path.replace(/\.d\.ts$/, '.d.cts'), text);
  }
}

function write(path, text) {
  const file = join(cjs, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** When the compiler last wrote, in milliseconds since the epoch. */
function newest(folder) {
  const times = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(0, ...times);
}

buildTokenClientForCommonJs();
