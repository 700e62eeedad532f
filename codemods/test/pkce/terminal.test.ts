import { describe, expect, test } from '@jest/globals';
import { planMigration } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { expectCertificate, expectFixture } from '../support/expect-fixture.js';
import { fixturesOf } from '../support/fixtures.js';
import { analyzeAsIs as analyze, memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-terminal';
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
      expectFixture(FOLDER, fixture, texts, outcome);
      expectCertificate(project, plan, 'pkce', analyze);
    });

  test('AUTH-MIGRATION.md names the question that stays', () => {
    const fixture = fixturesOf(FOLDER).find(({ name }) => name === 'one-question-for-all')!;
    const project = memoryProject(fixture.input);
    const { created } = planMigration(project, analyze(project), { to: 'pkce' });
    const guide = created.find(({ file }) => file === 'AUTH-MIGRATION.md')!;
    expect(guide.text).toContain('- [ ] tool.js:5 still asks');
  });
});
