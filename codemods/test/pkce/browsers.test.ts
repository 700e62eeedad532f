import { describe, test } from '@jest/globals';
import { planMigration } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { expectCertificate, expectFixture } from '../support/expect-fixture.js';
import { fixturesOf } from '../support/fixtures.js';
import { analyzeAsIs as analyze, memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-browser';

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
      expectFixture(FOLDER, fixture, texts, outcome);
      expectCertificate(project, plan, 'pkce', analyze);
    });
});
