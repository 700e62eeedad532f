// What becomes of an application's own files. The files that are added are looked at where they run, in test/pkce.
import { describe, expect, test } from '@jest/globals';
import { analyzeProject, type Project } from '@grant-migrate/analysis';
import { planMigration, verifyPlan } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { accept, fixturesOf } from '../support/fixtures.js';
import { memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-server';
const analyze = (project: Project) => analyzeProject(project, { preset: 'recommended' });

describe('--to pkce on a server', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const planned = plannedTexts(project, plan);
      const texts = Object.fromEntries(
        Object.entries(fixture.input).map(([file, text]) => [file, planned.get(file) ?? text]),
      );
      const outcome = [
        ...plan.sites.map(
          ({ file, line, reason, note }) => `${file}:${line} ${reason ?? 'migrated'}: ${note}`,
        ),
        ...plan.created.map(({ file }) => `+ ${file}`),
        ...remembered(plan.created),
      ];
      if (process.env.ACCEPT) accept(FOLDER, fixture.name, texts, `${outcome.join('\n')}\n`);
      else {
        expect(texts).toEqual(fixture.expected);
        expect(`${outcome.join('\n')}\n`).toBe(fixture.outcome);
      }
      const { verification } = verifyPlan(project, plan, { analyze, migration: { to: 'pkce' } });
      expect(verification).toEqual({
        parses: true,
        idempotent: true,
        silent: true,
        typecheck: null,
        rolledBack: [],
      });
    });
});

/** What the callback takes over from the form. */
function remembered(created: { text: string }[]): string[] {
  return created.flatMap(
    ({ text }) => text.split('// As the password form did.\n')[1]?.match(/^ +request\.session\..*/gm) ?? [],
  );
}
