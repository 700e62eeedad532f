// next-auth around the grant, whose CredentialsProvider becomes OpenID Connect by discovery: migrated by the built command, and
// signed in to in a real browser, against an authorization server that has no password grant any more.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startAuthorizationServer, type AuthorizationServer } from '../authorization-server/server.mjs';
import { ask, build, freePort, migrated, start, type Migrated, type Running } from './support/application.js';
import { launchBrowser } from './support/browser.js';
import { signInAs } from './support/provider-pages.js';
import { withPage } from './support/with-page.js';

/** Milliseconds; far above what it takes. */
const PATIENCE = 240_000;
const NEXT = ['node', 'node_modules/next/dist/bin/next'];
const sample = join(dirname(fileURLToPath(import.meta.url)), '../apps-pkce/next-auth');

let browser: Browser | null;
let server: AuthorizationServer;
let app: Migrated;
let running: Running;
let origin: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  server = await startAuthorizationServer({
    passwordGrant: false,
    perSecond: Infinity,
    pushedRequests: false,
    clients: [
      {
        client_id: 'portal',
        client_secret: 'secret-of-portal',
        redirect_uris: [`${origin}/api/auth/callback/oidc`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
  });
  app = await migrated(sample);
  build(app.folder, [...NEXT, 'build', '--webpack']);
  const env = {
    OIDC_ISSUER: server.issuer,
    OIDC_CLIENT_ID: 'portal',
    OIDC_CLIENT_SECRET: 'secret-of-portal',
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: 'a secret that is for tests alone',
    API_URL: server.apiUrl,
  };
  running = await start(app.folder, [...NEXT, 'start'], env, port);
}, PATIENCE);
afterAll(async () => {
  await running?.stop();
  await server?.close();
  app?.remove();
  await browser?.close();
}, PATIENCE);

test('the provider is exchanged, and the certificate is clean', () => {
  expect(app.report.sites.map(({ status, reason }) => [status, reason])).toEqual([['migrated', null]]);
  expect(app.report.verification).toMatchObject({
    parses: true,
    idempotent: true,
    silent: true,
    rolledBack: [],
  });
});

inBrowser('log in, consent, call the API; the password is typed at the provider alone', async (page) => {
  await openLogin(page);
  await signInAs('alice', page);
  await page.waitForURL(`${origin}/orders`);
  expect(await page.textContent('#user')).toBe('alice');
  expect(await page.locator('.order').count()).toBe(25);
  expect(server.stats.byGrant).toEqual({ authorization_code: 1 });
});

inBrowser('PKCE with S256, state and nonce are in each request', async (page) => {
  const requests: URLSearchParams[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/v1/authorize')) requests.push(url.searchParams);
  });
  await openLogin(page);
  expect(requests[0]!.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) expect(requests[0]!.get(name)).toBeTruthy();
});

inBrowser('a forged answer, another state and a used code sign nobody in', async (page, context) => {
  const forged = await ask(`${origin}/api/auth/callback/oidc?code=forged&state=forged`);
  expect(forged.headers.location).toContain('/api/auth/');
  expect(forged.headers.location).toContain('error=');
  await openLogin(page);
  const answers: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/')) answers.push(request.url());
  });
  await signInAs('alice', page);
  await page.waitForURL(`${origin}/orders`);
  server.reset();
  await context.clearCookies();
  await page.goto(answers[0]!);
  expect(page.url()).toContain('error=');
  await page.goto(`${origin}/orders`);
  // A page that Next.js has begun to stream is left by its script, after `goto` has resolved.
  await page.waitForURL(`${origin}/`);
  expect(server.stats.byGrant.authorization_code ?? 0).toBe(0);
});

inBrowser('10. no script can read a token; 6. the way back stays on this origin', async (page, context) => {
  await openLogin(page);
  await signInAs('alice', page);
  await page.waitForURL(`${origin}/orders`);
  const readable = await page.evaluate(
    'JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])',
  );
  for (const secret of server.secrets) expect(readable).not.toContain(secret);
  const session = (await context.cookies(origin)).find(({ name }) => name === 'next-auth.session-token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const evil = await ask(`${origin}/api/auth/signin?callbackUrl=https://evil.example`);
  expect(String(evil.headers['set-cookie'])).not.toContain('evil');
});

test('13. no token and no code was ever printed', () => {
  expect(server.secrets.size).toBeGreaterThan(3);
  for (const secret of server.secrets) expect(running.output()).not.toContain(secret);
});

async function openLogin(page: Page): Promise<void> {
  await page.goto(origin);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.href.startsWith(server.issuer));
}

function inBrowser(name: string, steps: (page: Page, context: BrowserContext) => Promise<void>): void {
  test(
    name,
    () =>
      withPage(browser, 'next-auth', name, async (page, context) => {
        server.reset();
        try {
          await steps(page, context);
        } catch (error) {
          throw new Error(
            `${String(error)}\nat ${page.url()}\nthe application printed:\n${running.output()}`,
          );
        }
      }),
    PATIENCE,
  );
}
