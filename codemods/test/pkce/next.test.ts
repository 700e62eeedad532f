import { describe, test } from '@jest/globals';
import { planMigration } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { expectCertificate, expectFixture } from '../support/expect-fixture.js';
import { fixturesOf } from '../support/fixtures.js';
import { analyzeAsIs as analyze, memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-next';

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
      expectFixture(FOLDER, fixture, texts, outcome + created);
      expectCertificate(project, plan, 'pkce', analyze);
    });
});
