import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { planMigration, syntaxErrors, type MigrationTarget } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { analyze, memoryProject } from '../support/memory-project.js';
import { programs, type Program } from './generate.js';

interface Run {
  lines: string[];
  requests: number;
}

interface Pair {
  name: string;
  migrated: boolean;
  stable: boolean;
  reasons: (string | null)[];
  after: string;
  before: string;
}

type Result = Pair & { runs: { before: Run; after: Run } };

const here = dirname(fileURLToPath(import.meta.url));
const COUNT = Number(process.env.PROGRAMS ?? 60);
const SEED = Number(process.env.SEED ?? 7);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  symlinkSync(join(here, '../../../node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`cached-client: generated programs (seed ${SEED}) parse, stay as they are on a second run, and print the same with one token request for a good password`, () => {
  const wrong = results('cached-client', programs(COUNT, SEED)).filter(
    ({ name, migrated, stable, runs: { before, after } }) =>
      !migrated ||
      !stable ||
      before.lines.join('\n') !== after.lines.join('\n') ||
      after.requests !== (name.includes('wrong-password') ? 3 : 1),
  );
  show(wrong);
  expect(wrong.map(({ name }) => name)).toEqual([]);
}, 300_000);

test(`client-credentials: generated programs (seed ${SEED}) print the same for the machine, and those that are left stay as they are`, () => {
  const all = results('client-credentials', programs(COUNT, SEED, ['password', 'odd-password']));
  const wrong = all.filter(({ migrated, stable, reasons, runs: { before, after } }) => {
    const expected = migrated ? before.lines.map(asMachine) : before.lines;
    return (
      !stable ||
      after.requests !== (migrated ? 1 : 3) ||
      expected.join('\n') !== after.lines.map(migrated ? asMachine : String).join('\n') ||
      (!migrated && !reasons.every((reason) => reason === 'shape-not-modelled'))
    );
  });
  show(wrong);
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ migrated }) => migrated).length).toBeGreaterThan(COUNT / 2);
}, 300_000);

/** The endpoint puts the one who signed in into the token. */
function asMachine(line: string): string {
  return line.replace(/token of (ann|bob@x\.example|web|a b) /g, 'token of someone ');
}

function results(to: MigrationTarget, list: readonly Program[]): Result[] {
  const pairs = list.map((program, index) => migrated(to, program, join(folder, `${to}-${index}`)));
  const [given, taken] = ['pairs', 'results'].map((name) => join(folder, `${to}-${name}.json`));
  writeFileSync(given!, JSON.stringify(pairs));
  execFileSync(process.execPath, [join(here, 'run-pairs.mjs'), given!, taken!], { stdio: 'pipe' });
  const runs = JSON.parse(readFileSync(taken!, 'utf8')) as { before: Run; after: Run }[];
  return pairs.map((pair, index) => ({ ...pair, runs: runs[index]! }));
}

function migrated(to: MigrationTarget, { name, file, text }: Program, home: string): Pair {
  const project = memoryProject({ [file]: text });
  const plan = planMigration(project, analyze(project), { to });
  const after = plannedTexts(project, plan).get(file);
  const twice = memoryProject({ [file]: after ?? text });
  const again = planMigration(twice, analyze(twice), { to }).edits;
  mkdirSync(home);
  return {
    name,
    migrated: after !== undefined,
    stable: again.length === 0 && syntaxErrors(file, after ?? text).length === 0,
    reasons: plan.sites.map((site) => site.reason),
    before: written(join(home, `before-${file}`), text),
    after: written(join(home, `after-${file}`), after ?? text),
  };
}

/** TypeScript is run as what the compiler makes of it. */
function written(path: string, text: string): string {
  writeFileSync(path, text);
  if (!path.endsWith('.mts')) return path;
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const run = path.replace(/\.mts$/, '.mjs');
  writeFileSync(run, ts.transpileModule(text, { compilerOptions }).outputText);
  return run;
}

function show(wrong: readonly Result[]): void {
  if (!process.env.SHOW) return;
  const shown = wrong.map((one) => ({ ...one, text: readFileSync(one.after, 'utf8') }));
  process.stdout.write(JSON.stringify(shown, null, 1).replaceAll('\\n', '\n'));
}
