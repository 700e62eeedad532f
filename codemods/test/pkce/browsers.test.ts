import { describe, expect, test } from '@jest/globals';
import { analyzeProject } from '@grant-migrate/analysis';
import { planMigration, verifyPlan } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { accept, fixturesOf } from '../support/fixtures.js';
import { memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-browser';
const analyze = (project: ReturnType<typeof memoryProject>) =>
  analyzeProject(project, { preset: 'recommended' });

describe('a browser application’s password request becomes a navigation', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const texts = { ...fixture.input, ...Object.fromEntries(plannedTexts(project, plan)) };
      // The guide has tests of its own, and the new files are the same everywhere but in the two that show them.
      delete texts['AUTH-MIGRATION.md'];
      if (!fixture.name.startsWith('whole-')) for (const { file } of plan.created) delete texts[file];
      const outcome = plan.sites
        .map((site) => `${site.file}:${site.line} ${site.reason ?? 'migrated'}: ${site.note}\n`)
        .join('');
      if (process.env.ACCEPT) accept(FOLDER, fixture.name, texts, outcome);
      else {
        expect(texts).toEqual(fixture.expected);
        expect(outcome).toBe(fixture.outcome);
      }
      const { verification } = verifyPlan(project, plan, { analyze, migration: { to: 'pkce' } });
      expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
    });
});
