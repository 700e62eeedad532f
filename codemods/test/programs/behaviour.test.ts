import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planMigration, syntaxErrors } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { analyze, memoryProject } from '../support/memory-project.js';
import { programs } from './generate.js';

interface Run {
  lines: string[];
  requests: number;
}

const here = dirname(fileURLToPath(import.meta.url));
const COUNT = Number(process.env.PROGRAMS ?? 60);
const SEED = Number(process.env.SEED ?? 7);

test('generated programs parse, stay as they are on a second run, and print the same as before with one token request for a good password', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    symlinkSync(join(here, '../../../node_modules'), join(folder, 'node_modules'));
    const pairs = programs(COUNT, SEED).map(({ name, file, text }, index) => {
      const project = memoryProject({ [file]: text });
      const plan = planMigration(project, analyze(project), { to: 'cached-client' });
      const after = plannedTexts(project, plan).get(file);
      const twice = memoryProject({ [file]: after ?? text });
      const again = planMigration(twice, analyze(twice), { to: 'cached-client' }).edits;
      const home = join(folder, String(index));
      mkdirSync(home);
      writeFileSync(join(home, `before-${file}`), text);
      writeFileSync(join(home, `after-${file}`), after ?? text);
      return {
        name,
        migrated: after !== undefined,
        stable: again.length === 0 && syntaxErrors(file, after ?? text).length === 0,
        after: join(home, `after-${file}`),
        before: join(home, `before-${file}`),
        reasons: plan.sites.map((site) => site.reason),
      };
    });
    writeFileSync(join(folder, 'pairs.json'), JSON.stringify(pairs));
    execFileSync(
      process.execPath,
      [join(here, 'run-pairs.mjs'), join(folder, 'pairs.json'), join(folder, 'results.json')],
      { stdio: 'pipe' },
    );
    const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as {
      name: string;
      before: Run;
      after: Run;
    }[];
    const wrong = results.flatMap(({ name, before, after }, index) => {
      const pair = pairs[index]!;
      const expected = !pair.migrated ? 3 : name.includes('wrong-password') ? 3 : 1;
      if (
        pair.migrated &&
        pair.stable &&
        before.lines.join('\n') === after.lines.join('\n') &&
        after.requests === expected
      )
        return [];
      return [{ name, reasons: pair.reasons, before, after, text: readFileSync(pair.after, 'utf8') }];
    });
    if (process.env.SHOW) process.stdout.write(JSON.stringify(wrong, null, 1).replaceAll('\\n', '\n'));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
