import { describe, expect, test } from '@jest/globals';
import { analyzeProject } from '@grant-migrate/analysis';
import { planMigration, verifyPlan } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { accept, fixturesOf } from '../support/fixtures.js';
import { memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-next';
const analyze = (project: ReturnType<typeof memoryProject>) =>
  analyzeProject(project, { preset: 'recommended' });

describe('a Next.js route that takes a password leads to the provider', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const texts = { ...fixture.input, ...Object.fromEntries(plannedTexts(project, plan)) };
      // The new files are run in test/pkce; here their names alone are of interest.
      for (const { file } of plan.created) delete texts[file];
      const created = plan.created.map(({ file }) => `+ ${file}\n`).join('');
      const outcome = plan.sites
        .map((site) => `${site.file}:${site.line} ${site.reason ?? 'migrated'}: ${site.note}\n`)
        .join('');
      if (process.env.ACCEPT) accept(FOLDER, fixture.name, texts, outcome + created);
      else {
        expect(texts).toEqual(fixture.expected);
        expect(outcome + created).toBe(fixture.outcome);
      }
      const { verification } = verifyPlan(project, plan, { analyze, migration: { to: 'pkce' } });
      expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
    });
});
