import { describe, expect, test } from '@jest/globals';
import { planMigration, verifyPlan } from '../src/index.js';
import { plannedTexts } from '../src/verify/overlay.js';
import { accept, fixturesOf } from './support/fixtures.js';
import { analyze, memoryProject } from './support/memory-project.js';

describe('cached-client', () => {
  for (const fixture of fixturesOf('cached-client'))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'cached-client' });
      const texts = { ...fixture.input, ...Object.fromEntries(plannedTexts(project, plan)) };
      const outcome = plan.sites
        .map((site) => `${site.file}:${site.line} ${site.reason ?? 'migrated'}\n`)
        .join('');
      if (process.env.ACCEPT) accept('cached-client', fixture.name, texts, outcome);
      else {
        expect(texts).toEqual(fixture.expected);
        expect(outcome).toBe(fixture.outcome);
      }
      const { verification } = verifyPlan(project, plan, { analyze, typecheck: () => null });
      expect(verification).toEqual({
        parses: true,
        idempotent: true,
        silent: true,
        typecheck: null,
        rolledBack: [],
      });
    });
});
