/** What people do in their browsers. One entry a test; each begins with a browser of its own. */
import { expect } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { ask } from './application.js';
import { confirmSignOut, signInAs } from './provider-pages.js';
import { REDIRECTS, type Rig } from './rig.js';

export interface Person {
  rig: Rig;
  page: Page;
  context: BrowserContext;
}

export const journeys: Record<string, (person: Person) => Promise<void>> = {
  'log in, consent, call the API; the password is typed at the provider alone': async ({ rig, page }) => {
    await rig.openLogin(page);
    await signInAs('alice', page);
    expect(new URL(page.url()).pathname).toBe('/orders');
    expect(await page.textContent('#user')).toBe('alice');
    expect(await page.locator('.order').count()).toBe(25);
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
    expect(Object.keys(rig.server.stats.api.byUser)).toEqual(['alice']);
  },

  'a form of old that is still open leads to the provider, too': async ({ rig, page }) => {
    await page.goto(`${rig.origin}/`);
    await page.setContent(
      `<form method="post" action="${rig.origin}${rig.sample.passwordRoute ?? '/login'}"><button>Sign in</button></form>`,
    );
    await page.click('button');
    await signInAs('alice', page);
    expect(await page.textContent('#user')).toBe('alice');
  },

  '10. no script can read a token; 11. the session’s cookie is HttpOnly and Strict': async ({
    rig,
    page,
    context,
  }) => {
    await rig.signIn(page);
    const readable = await page.evaluate(
      'JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML])',
    );
    for (const secret of rig.server.secrets) expect(readable).not.toContain(secret);
    const [cookies, ...stores] = JSON.parse(String(readable));
    expect([cookies, stores[0], stores[1]]).toEqual(['', {}, {}]);
    for (const cookie of await rig.sessionCookies(context))
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', domain: 'localhost' });
  },

  'two tabs at once: both sign in, neither ends the other': async ({ rig, page, context }) => {
    const second = await context.newPage();
    await Promise.all([rig.openLogin(page), rig.openLogin(second)]);
    await signInAs('alice', page);
    await page.waitForURL(`${rig.origin}/orders`);
    // The provider knows her by now: its second page asks for consent alone, or for her name again.
    await signInAs('alice', second);
    await second.waitForURL(`${rig.origin}/orders`);
    for (const tab of [page, second]) {
      await tab.reload();
      expect(await tab.textContent('#user')).toBe('alice');
    }
  },

  '9. the token ends while two tabs are open: one refresh, and both go on': async ({
    rig,
    page,
    context,
  }) => {
    rig.server.setAccessTokenTtl(2);
    await rig.signIn(page);
    rig.server.setAccessTokenTtl(3600);
    const second = await context.newPage();
    await page.waitForTimeout(1100);
    rig.server.reset();
    await Promise.all([page.reload(), second.goto(`${rig.origin}/orders`)]);
    for (const tab of [page, second]) expect(await tab.locator('.order').count()).toBe(25);
    expect(rig.server.stats.byGrant).toEqual({ refresh_token: 1 });
  },

  '6. a link with a return address of another site ends at home': async ({ rig, page }) => {
    await page.goto(`${rig.origin}/auth/login?returnTo=//127.0.0.1:1/stolen`);
    await signInAs('alice', page);
    expect(page.url()).toBe(`${rig.origin}/`);
  },

  '8. log out: session and provider’s session end; back shows nothing of before': async ({
    rig,
    page,
    context,
  }) => {
    await rig.signIn(page);
    const session = await rig.sessionCookies(context);
    await page.click('#logout');
    await confirmSignOut(page);
    await page.waitForURL(`${rig.origin}/`);
    expect(await page.locator('#login').count()).toBe(1);
    await page.goBack();
    await page.goto(`${rig.origin}/orders`);
    expect(await rig.isAtLogin(page)).toBe(true);
    const cookie = session.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect(REDIRECTS).toContain((await ask(`${rig.origin}/orders`, { headers: { cookie } })).status);
  },

  'a back button that goes into the callback again signs nobody in twice': async ({ rig, page }) => {
    await rig.signIn(page);
    await page.goBack();
    await page.goto(`${rig.origin}/orders`);
    expect(await page.textContent('#user')).toBe('alice');
  },

  '8. a form on another site signs nobody out': async ({ rig, page }) => {
    await rig.signIn(page);
    // The authorization server's origin is another site than the application's.
    await page.goto(`${rig.server.issuer}/.well-known/openid-configuration`);
    await page.setContent(
      `<form method="post" action="${rig.origin}/auth/logout"><button>Win</button></form>`,
    );
    const [answer] = await Promise.all([
      page.waitForResponse(`${rig.origin}/auth/logout`),
      page.click('button'),
    ]);
    expect(answer.status()).toBe(403);
    await page.goto(`${rig.origin}/orders`);
    expect(await page.textContent('#user')).toBe('alice');
  },
};
