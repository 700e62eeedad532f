import { describe, expect, test } from '@jest/globals';
import { planMigration } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { expectCertificate, expectFixture } from '../support/expect-fixture.js';
import { fixturesOf } from '../support/fixtures.js';
import { analyzeAsIs as analyze, memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-sdk';
/** The guide and a framework's flow have tests of their own. */
const WRITTEN = /^(auth\/|AUTH-MIGRATION\.md|\.env\.example)/;

describe('an SDK’s password call becomes the same SDK’s redirect', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const planned = [...plannedTexts(project, plan)].filter(([file]) => !WRITTEN.test(file));
      const texts = { ...fixture.input, ...Object.fromEntries(planned) };
      const outcome = plan.sites
        .map((site) => `${site.file}:${site.line} ${site.reason ?? 'migrated'}\n`)
        .join('');
      expectFixture(FOLDER, fixture, texts, outcome);
      expectCertificate(project, plan, 'pkce', analyze);
    });
});

test('what an SDK is left with to do stands in AUTH-MIGRATION.md; where nothing was done, nothing is written', () => {
  const created = (name: string) => {
    const project = memoryProject(fixturesOf(FOLDER).find((fixture) => fixture.name === name)!.input);
    return planMigration(project, analyze(project), { to: 'pkce' }).created;
  };
  const [guide, ...others] = created('angular-oauth2-oidc');
  expect(others).toEqual([]);
  expect(guide!.file).toBe('AUTH-MIGRATION.md');
  expect(guide!.text).toContain("- [ ] After `tryLogin` has taken the answer, go on to ['/orders']");
  expect(created('auth0-js')).toEqual([]);
});

test('the guide names the redirect URI of next-auth, and that the client keeps its secret', () => {
  const fixture = fixturesOf(FOLDER).find(({ name }) => name === 'next-auth-keycloak')!;
  const project = memoryProject(fixture.input);
  const [guide] = planMigration(project, analyze(project), { to: 'pkce' }).created;
  expect(guide!.text).toContain('`http://localhost:3000/api/auth/callback/keycloak`');
  expect(guide!.text).toContain('"publicClient": false');
});
