// Each server framework: an application that took passwords, migrated by the built command, in a real browser against an
// authorization server that has no password grant any more. The numbers are those of the security list in codemods/README.md.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startAuthorizationServer, type AuthorizationServer } from '../authorization-server/server.mjs';
import { ask, build, freePort, migrated, start, type Migrated, type Running } from './support/application.js';
import { launchBrowser, newPerson } from './support/browser.js';
import { confirmSignOut, signInAs } from './support/provider-pages.js';
import { samples, type Sample } from './support/samples.js';

const here = dirname(fileURLToPath(import.meta.url));
/** Milliseconds; far above what it takes. */
const PATIENCE = 240_000;

let browser: Browser | null;
beforeAll(async () => {
  browser = await launchBrowser();
}, PATIENCE);
afterAll(() => browser?.close());

describe.each(samples)('$name', (sample) => {
  const rig = createRig(sample);
  beforeAll(() => rig.start(), PATIENCE);
  afterAll(() => rig.stop(), PATIENCE);

  test('the plan holds: every sign-in is a redirect, and the certificate is clean', () => {
    const { sites, verification } = rig.app.report;
    expect(sites.map(({ status, reason }) => [status, reason])).toEqual([['migrated', null]]);
    expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
  });

  inBrowser('log in, consent, call the API; a person signs in on the provider’s page alone', async (page) => {
    await page.goto(`${rig.origin}/login`);
    expect(new URL(page.url()).origin).toBe(new URL(rig.server.issuer).origin);
    await signInAs('alice', page);
    expect(new URL(page.url()).pathname).toBe('/orders');
    expect(await page.textContent('#user')).toBe('alice');
    expect(await page.locator('.order').count()).toBe(25);
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
  });

  inBrowser(
    '8. log out: the session, the refresh token and the provider’s session end; back shows nothing',
    async (page) => {
      await rig.signIn(page);
      const [session] = await rig.sessionCookies(page.context());
      await page.click('#logout');
      await confirmSignOut(page);
      await page.waitForURL(`${rig.origin}/`);
      expect(await page.locator('#login').count()).toBe(1);
      await page.goBack();
      await page.goto(`${rig.origin}/orders`);
      expect(new URL(page.url()).origin).toBe(new URL(rig.server.issuer).origin);
      const replayed = await ask(`${rig.origin}/orders`, {
        headers: { cookie: `${session!.name}=${session!.value}` },
      });
      expect(replayed.status).toBe(302);
    },
  );

  function inBrowser(name: string, steps: (page: Page) => Promise<void>): void {
    test(
      name,
      async () => {
        if (!browser) return void process.stderr.write(`!!! NOT MADE: ${sample.name}: ${name}\n`);
        rig.server.reset();
        const person = await newPerson(browser);
        const page = await person.newPage();
        try {
          await steps(page);
        } catch (error) {
          await page.screenshot({ path: screenshotOf(sample.name, name) }).catch(() => undefined);
          throw new Error(`${String(error)}\nat ${page.url()}\nthe application printed:\n${rig.output()}`);
        } finally {
          await person.close();
        }
      },
      PATIENCE,
    );
  }
});

/** An application after its migration, with an authorization server of its own. */
function createRig(sample: Sample) {
  let app: Migrated;
  let server: AuthorizationServer;
  let running: Running;
  let origin: string;
  return {
    get app() {
      return app;
    },
    get server() {
      return server;
    },
    get origin() {
      return origin;
    },
    output: () => running.output(),
    async start(): Promise<void> {
      const port = await freePort();
      origin = `http://localhost:${port}`;
      server = await startAuthorizationServer({
        passwordGrant: false,
        perSecond: Infinity,
        clients: [webApplication(origin)],
      });
      app = await migrated(join(here, '../apps-pkce', sample.folder), sample.framework);
      if (sample.build) build(app.folder, sample.build);
      running = await start(app.folder, sample.start, environment(server, origin), port);
    },
    async stop(): Promise<void> {
      await running?.stop();
      await server?.close();
      app?.remove();
    },
    async signIn(page: Page, user = 'alice'): Promise<void> {
      await page.goto(`${origin}/login`);
      await signInAs(user, page);
      await page.waitForURL(`${origin}/orders`);
    },
    sessionCookies: async (person: BrowserContext) =>
      (await person.cookies(origin)).filter(({ path }) => path === '/'),
  };
}

function webApplication(origin: string): Record<string, unknown> {
  return {
    client_id: 'web-application',
    client_secret: 'secret-of-web-application',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [`${origin}/auth/callback`],
    post_logout_redirect_uris: [`${origin}/`],
    response_types: ['code'],
  };
}

function environment({ issuer, apiUrl }: AuthorizationServer, origin: string): Record<string, string> {
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'web-application',
    OIDC_CLIENT_SECRET: 'secret-of-web-application',
    OIDC_SCOPE: 'openid profile offline_access orders.read',
    OIDC_PROMPT: 'consent',
    APP_BASE_URL: origin,
    SESSION_SECRET: 'a session secret that is for tests alone',
    API_URL: apiUrl,
  };
}

function screenshotOf(sample: string, name: string): string {
  const folder = join(here, '../../coverage/pkce');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${sample}-${name.replace(/\W+/g, '-').slice(0, 60)}.png`);
}
