import { describe, test } from '@jest/globals';
import { planMigration, type MigrationTarget } from '../src/index.js';
import { plannedTexts } from '../src/verify/overlay.js';
import { expectCertificate, expectFixture } from './support/expect-fixture.js';
import { fixturesOf } from './support/fixtures.js';
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
        expectFixture(to, fixture, texts, outcome);
        expectCertificate(project, plan, to, analyze);
      });
  });
