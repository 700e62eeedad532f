import { describe, expect, test } from '@jest/globals';
import { analyzeProject } from '@grant-migrate/analysis';
import { planMigration, verifyPlan } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { accept, fixturesOf } from '../support/fixtures.js';
import { memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-terminal';
const analyze = (project: ReturnType<typeof memoryProject>) =>
  analyzeProject(project, { preset: 'recommended' });
/** The flow itself is run in test/pkce; here its settings alone are of interest. */
const WRITTEN = /^(auth\/(?!config)|AUTH-MIGRATION\.md|\.env\.example)/;

describe('a program that asks for a password in the terminal', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const planned = [...plannedTexts(project, plan)].filter(([file]) => !WRITTEN.test(file));
      const texts = { ...fixture.input, ...Object.fromEntries(planned) };
      const outcome = plan.sites
        .map(
          (site) =>
            `${site.file}:${site.line} ${site.reason === null ? 'migrated' : `${site.reason}: ${site.note}`}\n`,
        )
        .join('');
      if (process.env.ACCEPT) accept(FOLDER, fixture.name, texts, outcome);
      else {
        expect(texts).toEqual(fixture.expected);
        expect(outcome).toBe(fixture.outcome);
      }
      const { verification } = verifyPlan(project, plan, { analyze, migration: { to: 'pkce' } });
      expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
    });

  test('AUTH-MIGRATION.md names the question that stays', () => {
    const fixture = fixturesOf(FOLDER).find(({ name }) => name === 'one-question-for-all')!;
    const project = memoryProject(fixture.input);
    const { created } = planMigration(project, analyze(project), { to: 'pkce' });
    const guide = created.find(({ file }) => file === 'AUTH-MIGRATION.md')!;
    expect(guide.text).toContain('- [ ] tool.js:5 still asks');
  });
});
