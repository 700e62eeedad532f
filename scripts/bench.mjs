// `npm run bench [-- --sizes 1000,6000 --rounds 5 --repos DIR --into DIR]`: how fast, beside what, and how it grows. Writes
// test/bench/RESULTS.md. Figures are ratios of commands that ran in turns; no test asserts a time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { build } from './build.mjs';
import { results } from '../test/bench/results.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,6000,60000,100000' },
    rounds: { type: 'string', default: '5' },
    /** A directory whose sources the trees are made of, such as a checkout; else the installed packages. */
    repos: { type: 'string' },
    into: { type: 'string', default: join(tmpdir(), 'grant-migrate-bench') },
  },
});
build();
// It reads what was just built.
const { bench } = await import('../test/bench/bench.mjs');
mkdirSync(values.into, { recursive: true });
const measured = bench({
  root,
  into: values.into,
  sizes: values.sizes.split(',').map(Number),
  rounds: Number(values.rounds),
  sourcesFrom: values.repos ?? join(root, 'node_modules'),
  tell: (line) => process.stderr.write(`${line}\n`),
});
const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
const text = results({
  ...measured,
  machine,
  made: values.repos ? 'a repository' : 'installed npm packages',
});
const page = join(root, 'test/bench/RESULTS.md');
writeFileSync(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
process.stdout.write(text);
