/**
 * An application that lives in the browser alone: it took passwords, is migrated by the built command, bundled, and driven in a
 * real browser against an authorization server that has no password grant any more. The numbers are those of the security list
 * in test/pkce/README.md, as far as they concern browsers.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createRig } from './browser-rig.js';
import type { BrowserSample } from './browser-samples.js';
import { launchBrowser } from './browser.js';
import { describeIssuers } from './browser-issuers.js';
import { breakAnswers, runOwnTest } from './own-test.js';
import { confirmSignOut, signInAs } from './provider-pages.js';
import { watch, type Watched } from './watch.js';
import { withPage } from './with-page.js';

/** Milliseconds; far above what it takes. */
const PATIENCE = 240_000;

/** Declares every test of the security list for each of these. */
export function describeBrowsers(samples: readonly BrowserSample[]): void {
  let browser: Browser | null;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, PATIENCE);
  afterAll(() => browser?.close());

  describe.each([...samples])('$name', (sample) => describeBrowser(sample, () => browser));
}

function describeBrowser(sample: BrowserSample, browser: () => Browser | null): void {
  const rig = createRig(sample);
  beforeAll(() => rig.start(), PATIENCE);
  afterAll(() => rig.stop(), PATIENCE);

  test('the plan holds: the sign-in is a redirect, and the certificate is clean', () => {
    const { sites, verification } = rig.app.report;
    expect(sites.map(({ status, reason }) => [status, reason])).toEqual([['migrated', null]]);
    expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
  });

  test(
    'the test that the scaffold brings passes in the project’s own runner, and fails where the checks are gone',
    () => {
      expect(runOwnTest(rig.app.folder, sample.ownTest)).toMatchObject({ status: 0 });
      const mend = breakAnswers(rig.app.folder);
      expect(runOwnTest(rig.app.folder, sample.ownTest).status).not.toBe(0);
      mend();
    },
    PATIENCE,
  );

  inBrowser('1, 2, 4. log in, consent, call the API', async (page, watched) => {
    await page.goto(rig.origin);
    await page.click('button[type=submit]');
    await page.waitForSelector('input[name=login]');
    const [request] = watched.authorizationRequests;
    expect(Object.fromEntries(request!)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: rig.redirectUri,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/.{16}/),
      nonce: expect.stringMatching(/.{16}/),
    });
    await signInAs('alice', page);
    await rig.callApi(page);
    expect(new URL(page.url()).search).toBe('');
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
    expect(rig.server.stats.api.byUser).toEqual({ alice: 1 });
  });

  inBrowser('1. state and nonce are new each time', async (page, watched) => {
    for (let count = 0; count < 2; count += 1) {
      await page.goto(rig.origin);
      await page.click('button[type=submit]');
      await page.waitForSelector('input[name=login]');
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = watched.authorizationRequests.map((request) => request.get(name));
      expect(new Set(values).size).toBe(2);
    }
  });

  inBrowser('10, 13. no token in storage, cookies, addresses or the console', async (page, watched) => {
    await rig.signIn(page);
    await rig.callApi(page);
    const tokens = await watched.secrets();
    expect(tokens.length).toBeGreaterThanOrEqual(3);
    const seen = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    const cookies = JSON.stringify(await page.context().cookies(rig.origin));
    const written = [seen, cookies, ...watched.console, ...watched.addresses];
    for (const token of tokens) expect(written.filter((text) => text.includes(token))).toEqual([]);
  });

  inBrowser('9. an expired token is replaced before a person notices', async (page) => {
    rig.server.setAccessTokenTtl(63);
    await rig.signIn(page);
    const first = await rig.accessToken(page);
    await page.waitForFunction((old) => window.oidc.accessToken() !== old, first);
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1, refresh_token: 1 });
    await rig.callApi(page);
    expect(rig.server.stats.api.byStatus).toEqual({ 200: 1 });
  });

  inBrowser('9. refreshes that are asked for at the same time are one request', async (page, watched) => {
    await rig.signIn(page);
    const tokens = await page.evaluate(() =>
      Promise.all([window.oidc.renew(), window.oidc.renew(), window.oidc.renew()]),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toBe(await rig.accessToken(page));
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1, refresh_token: 1 });
    // An interceptor of the application adds the token to every request.
    expect(watched.authorized).toEqual([]);
    await rig.callApi(page);
  });

  inBrowser('9. a refresh that is refused drops the tokens', async (page) => {
    await rig.signIn(page);
    rig.server.revokeAll();
    expect(await page.evaluate(() => window.oidc.renew())).toBeNull();
    expect(await rig.accessToken(page)).toBeNull();
  });

  inBrowser('9. two tabs refresh without disturbing each other', async (page) => {
    await rig.signIn(page);
    const other = await page.context().newPage();
    await other.goto(rig.origin);
    await rig.signInAgain(other);
    await Promise.all([page, other].map((tab) => tab.evaluate(() => window.oidc.renew())));
    await Promise.all([page, other].map((tab) => tab.evaluate(() => window.oidc.renew())));
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 2, refresh_token: 4 });
    await rig.callApi(page);
    await rig.callApi(other);
  });

  inBrowser(
    '8. log out: the tokens are revoked, the provider’s session ends, back shows nothing',
    async (page) => {
      await rig.signIn(page);
      const token = await rig.accessToken(page);
      await page.click('#logout');
      await confirmSignOut(page);
      await page.waitForURL((url) => url.origin === rig.origin);
      await page.waitForSelector('input[name=username]');
      const answer = await fetch(`${rig.server.apiUrl}/orders`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(401);
      await page.goBack();
      await page.goto(rig.origin);
      await page.waitForSelector('input[name=username]', { state: 'visible' });
      expect(await rig.accessToken(page)).toBeNull();
      await page.click('button[type=submit]');
      await page.waitForSelector('input[name=login]'); // asked again: the session there is gone
    },
  );

  inBrowser('1. a forged callback signs nobody in', async (page) => {
    await page.goto(
      `${rig.redirectUri}?code=forged&state=forged&iss=${encodeURIComponent(rig.server.issuer)}`,
    );
    await rig.isSignedOut(page);
    expect(new URL(page.url()).search).toBe('');
    expect(rig.server.stats.tokenRequests).toBe(0);
  });

  inBrowser('1. a wrong state signs nobody in', async (page) => {
    const callback = await rig.callbackOf(page);
    callback.searchParams.set('state', 'of-somebody-else');
    await page.goto(callback.href);
    await rig.isSignedOut(page);
    expect(rig.server.stats.tokenRequests).toBe(0);
  });

  inBrowser('7. an answer of another issuer signs nobody in', async (page) => {
    const callback = await rig.callbackOf(page);
    callback.searchParams.set('iss', 'https://attacker.example.com');
    await page.goto(callback.href);
    await rig.isSignedOut(page);
    expect(rig.server.stats.tokenRequests).toBe(0);
  });

  inBrowser('7. nor does one that names no issuer, where the server always does', async (page) => {
    const callback = await rig.callbackOf(page);
    callback.searchParams.delete('iss');
    await page.goto(callback.href);
    await rig.isSignedOut(page);
    expect(rig.server.stats.tokenRequests).toBe(0);
  });

  inBrowser('1. a code that was used signs nobody in again', async (page) => {
    const callback = await rig.callbackOf(page);
    await page.goto(callback.href);
    await rig.callApi(page);
    await page.goto(callback.href);
    await rig.isSignedOut(page);
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
  });

  inBrowser(
    '1. an ID token of another sign-in, with another nonce, signs nobody in',
    async (page, watched) => {
      await rig.signIn(page);
      const [, , idToken] = await watched.secrets();
      await page.route(rig.server.tokenEndpoint, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), id_token: idToken } });
      });
      await page.goto(rig.origin);
      await page.click('button[type=submit]');
      await rig.pass(page);
      await rig.isSignedOut(page);
    },
  );

  inBrowser('a person who says no is told so, and can try again', async (page) => {
    await page.goto(rig.origin);
    await page.click('button[type=submit]');
    await page.waitForSelector('input[name=login]');
    await page.click('a[href*="/abort"]');
    await page.waitForURL((url) => url.origin === rig.origin);
    await rig.isSignedOut(page);
    expect(await page.evaluate(() => window.oidc.signInFailure())).toMatch(/could not be completed/);
    await rig.signIn(page);
  });

  inBrowser('6. the way back stays on this origin', async (page) => {
    for (const elsewhere of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '/a/..//evil.example/',
    ]) {
      await page.goto(rig.origin);
      await page.waitForFunction(() => window.oidc !== undefined);
      await page.evaluate((returnTo) => void window.oidc.signIn(returnTo), elsewhere);
      await rig.pass(page);
      expect(page.url()).toBe(`${rig.origin}/`);
    }
    await page.evaluate(() => void window.oidc.signIn('/?from=here#there'));
    await rig.pass(page);
    expect(page.url()).toBe(`${rig.origin}/?from=here#there`);
  });

  if (sample.guarded)
    inBrowser(
      '6. a page behind the guard that was written: to the provider, and back to that very page, after a reload too',
      async (page, watched) => {
        const address = `${rig.origin}/guarded?from=here`;
        await page.goto(address);
        await page.waitForSelector('input[name=login]');
        await signInAs('alice', page);
        await rig.callApi(page);
        expect(page.url()).toBe(address);
        await page.reload();
        await rig.callApi(page);
        expect(page.url()).toBe(address);
        expect(watched.authorizationRequests.map((request) => request.get('prompt'))).toEqual([null, null]);
      },
    );

  describeIssuers(rig, inBrowser);

  function inBrowser(name: string, steps: (page: Page, watched: Watched) => Promise<void>): void {
    test(
      name,
      () =>
        withPage(browser(), sample.name, name, async (page) => {
          rig.server.reset();
          rig.server.setAccessTokenTtl(3600);
          const watched = watch(page, rig.server.issuer);
          try {
            await steps(page, watched);
          } catch (error) {
            throw new Error(
              `${String(error)}\nat ${page.url()}\nthe page printed:\n${watched.console.join('\n')}`,
            );
          }
        }),
      PATIENCE,
    );
  }
}
