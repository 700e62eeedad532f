/** A browser application on its way: migrated, set, bundled, served, with an authorization server of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startAuthorizationServer, type AuthorizationServer } from '../../authorization-server/server.mjs';
import { migrated, type Migrated } from './application.js';
import { configure, type BrowserSample } from './browser-samples.js';
import { bundle } from './bundle.js';
import { signInAs } from './provider-pages.js';
import { serveStatic, type StaticServer } from './static-server.js';

const samples = fileURLToPath(new URL('../../apps-pkce', import.meta.url));

export function createRig(sample: BrowserSample) {
  let app: Migrated;
  let server: AuthorizationServer;
  let files: StaticServer;
  let dist = '';
  const rig = {
    get app() {
      return app;
    },
    get server() {
      return server;
    },
    get origin() {
      return files.origin;
    },
    get redirectUri() {
      return files.origin + sample.redirectPath;
    },
    async start(): Promise<void> {
      files = await serveStatic(() => dist);
      server = await startAuthorizationServer({
        passwordGrant: false,
        perSecond: Infinity,
        clients: [browserApplication(rig.origin, rig.redirectUri)],
      });
      app = await migrated(join(samples, sample.folder), sample);
      const env = configure(app.folder, sample, {
        issuer: server.issuer,
        clientId: 'browser-application',
        redirectUri: rig.redirectUri,
        postLogoutRedirectUri: `${rig.origin}/`,
        scope: 'openid offline_access orders.read',
        prompt: 'consent',
        apiUrl: server.apiUrl,
      });
      // The application as it is, and beside it what the tests call.
      writeFileSync(join(app.folder, 'probe.js'), sample.probe);
      const first = `import './probe.js';\nimport './${sample.entry}';\n`;
      writeFileSync(join(app.folder, 'probed.js'), first);
      dist = await bundle(app.folder, { entry: 'probed.js', env, decorators: sample.decorators });
    },
    async stop(): Promise<void> {
      await files?.stop();
      await server?.close();
      app?.remove();
    },
    async signIn(page: Page): Promise<void> {
      await page.goto(rig.origin);
      await page.click('button[type=submit]');
      await signInAs('alice', page);
      await page.waitForSelector('#load', { state: 'visible' });
    },
    /** For a person whom the provider knows already: consent is asked for all the same. */
    async signInAgain(page: Page): Promise<void> {
      await page.click('button[type=submit]');
      await rig.pass(page);
      await page.waitForSelector('#load', { state: 'visible' });
    },
    /** Through the provider's pages, as many as it shows. */
    async pass(page: Page): Promise<void> {
      await page.waitForSelector('input[name=prompt]', { state: 'attached' });
      if (await page.locator('input[name=login]').count()) await signInAs('alice', page);
      else await page.click('button[type=submit]');
      await page.waitForURL((url) => url.origin === rig.origin && !url.searchParams.has('code'));
    },
    async callApi(page: Page): Promise<void> {
      await page.click('#load');
      await page.waitForFunction(() => document.querySelector('#count')?.textContent === '25 orders');
    },
    accessToken: (page: Page) => page.evaluate(() => window.oidc.accessToken()),
    async isSignedOut(page: Page): Promise<void> {
      await page.waitForSelector('input[name=username]', { state: 'visible' });
      expect(await rig.accessToken(page)).toBeNull();
    },
    /** A sign-in up to the address that the provider sends the browser to, which it does not open. */
    async callbackOf(page: Page): Promise<URL> {
      await page.goto(rig.origin);
      await page.click('button[type=submit]');
      await page.waitForSelector('input[name=login]');
      files.holdsAnswersBack = true;
      await signInAs('alice', page);
      files.holdsAnswersBack = false;
      const callback = new URL(page.url());
      return callback;
    },
  };
  return rig;
}

function browserApplication(origin: string, redirectUri: string): Record<string, unknown> {
  return {
    client_id: 'browser-application',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [`${origin}/`],
    response_types: ['code'],
  };
}
