// What becomes of an application's own files. The files that are added are looked at where they run, in test/pkce.
import { describe, expect, test } from '@jest/globals';
import { planMigration } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { expectCertificate, expectFixture } from '../support/expect-fixture.js';
import { fixturesOf } from '../support/fixtures.js';
import { analyzeAsIs as analyze, memoryProject } from '../support/memory-project.js';

const FOLDER = 'pkce-server';

describe('--to pkce on a server', () => {
  for (const fixture of fixturesOf(FOLDER))
    test(`${fixture.name}: ${fixture.sentence}`, () => {
      const project = memoryProject(fixture.input);
      const plan = planMigration(project, analyze(project), { to: 'pkce' });
      const planned = plannedTexts(project, plan);
      const texts = Object.fromEntries(
        Object.entries(fixture.input).map(([file, text]) => [file, planned.get(file) ?? text]),
      );
      const outcome = [
        ...plan.sites.map(
          ({ file, line, reason, note }) => `${file}:${line} ${reason ?? 'migrated'}: ${note}`,
        ),
        ...plan.created.map(({ file }) => `+ ${file}`),
        ...remembered(plan.created),
      ];
      expectFixture(FOLDER, fixture, texts, `${outcome.join('\n')}\n`);
      expectCertificate(project, plan, 'pkce', analyze);
    });
});

describe('what is added', () => {
  const { created } = planned('process.env.TOKEN_ENDPOINT');
  const textOf = (file: string) => created.find((one) => one.file === file)?.text;

  test('asks for the scopes that the password request asked for: the API wants them still', () => {
    const scopes = 'openid profile email offline_access orders.read';
    expect(textOf('.env.example')).toContain(`OIDC_SCOPE=${scopes}\n`);
    expect(textOf('auth/sign-in.js')).toContain(`scope: process.env.OIDC_SCOPE || '${scopes}'`);
  });

  test('asks no server for a scope that it refuses', () => {
    const cognito = planned("'https://shop.auth.eu-central-1.amazoncognito.com/oauth2/token'").created;
    for (const { text } of cognito.filter(({ file }) => /\.env\.example$|sign-in\.js$/.test(file)))
      expect(text).not.toContain('email offline_access');
  });

  test('shows in JavaScript no trace of the types that it had', () => {
    expect(textOf('auth/routes.js')).toContain("import { Router } from 'express';\n");
  });
});

function planned(tokenEndpoint: string) {
  const project = memoryProject({
    'package.json': '{ "name": "orders", "type": "module", "dependencies": { "express": "^5.0.0" } }\n',
    'server.js': `import express from 'express';
import session from 'express-session';
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET }));
app.post('/login', async (req, res) => {
  const response = await fetch(${tokenEndpoint}, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username: req.body.username,
      password: req.body.password,
      scope: 'openid orders.read',
    }),
  });
  const data = await response.json();
  req.session.accessToken = data.access_token;
  res.redirect('/orders');
});
`,
  });
  return planMigration(project, analyze(project), { to: 'pkce' });
}

/** What the callback takes over from the form. */
function remembered(created: { text: string }[]): string[] {
  return created.flatMap(
    ({ text }) => text.split('// As the password form did.\n')[1]?.match(/^ +request\.session\..*/gm) ?? [],
  );
}
