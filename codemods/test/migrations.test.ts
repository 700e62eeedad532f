import { describe, expect, test } from '@jest/globals';
import { planMigration, verifyPlan, type MigrationTarget } from '../src/index.js';
import { plannedTexts } from '../src/verify/overlay.js';
import { accept, fixturesOf } from './support/fixtures.js';
import { analyze, memoryProject } from './support/memory-project.js';

const targets: MigrationTarget[] = ['cached-client', 'client-credentials', 'auto'];

for (const to of targets)
  describe(`--to ${to}`, () => {
    for (const fixture of fixturesOf(to))
      test(`${fixture.name}: ${fixture.sentence}`, () => {
        const project = memoryProject(fixture.input);
        const plan = planMigration(project, analyze(project), { to });
        const texts = { ...fixture.input, ...Object.fromEntries(plannedTexts(project, plan)) };
        const outcome = plan.sites
          .map((site) => `${site.file}:${site.line} ${site.reason ?? `migrated to ${site.to}`}\n`)
          .join('');
        if (process.env.ACCEPT) accept(to, fixture.name, texts, outcome);
        else {
          expect(texts).toEqual(fixture.expected);
          expect(outcome).toBe(fixture.outcome);
        }
        const { verification } = verifyPlan(project, plan, { analyze, migration: { to } });
        expect(verification).toEqual({
          parses: true,
          idempotent: true,
          silent: true,
          typecheck: null,
          rolledBack: [],
        });
      });
  });
