/** What the Next.js sample has besides: a server action, and a helper that a route calls its API with. */
import { expect } from '@jest/globals';
import { ask } from './application.js';
import type { Person } from './journeys.js';
import { signInAs } from './provider-pages.js';
import { visit } from './rig.js';

export const nextJourneys: Record<string, (person: Person) => Promise<void>> = {
  'a form that posts to a server action leads to the provider': async ({ rig, page }) => {
    await page.goto(`${rig.origin}/members`);
    await page.click('button[type=submit]');
    await page.waitForURL((url) => url.href.startsWith(rig.server.issuer));
    await signInAs('alice', page);
    await page.waitForURL(`${rig.origin}/orders`);
    expect(await page.textContent('#user')).toBe('alice');
    expect(rig.server.stats.byGrant).toEqual({ authorization_code: 1 });
  },

  'the application’s own proxy knows who is signed in, and leaves the flow alone': async ({ rig, page }) => {
    const unknown = await ask(`${rig.origin}/orders`);
    expect([unknown.status, new URL(unknown.headers.location!, rig.origin).pathname]).toEqual([
      307,
      '/login',
    ]);
    const forged = await ask(`${rig.origin}/orders`, { headers: { cookie: 'token=forged; session=forged' } });
    expect(forged.status).toBe(307);
    await rig.signIn(page);
    expect(await page.locator('.order').count()).toBe(25);
  },

  '9. a route that calls its API through a helper has the token renewed': async ({ rig, page, context }) => {
    rig.server.setAccessTokenTtl(2);
    await rig.signIn(page);
    rig.server.setAccessTokenTtl(3600);
    await page.waitForTimeout(1100);
    rig.server.reset();
    const cookies = (await rig.sessionCookies(context)).map(({ name, value }) => `${name}=${value}`);
    const answer = await visit(rig, '/api/orders', cookies.join('; '));
    expect([answer.status, JSON.parse(answer.body).orders.length]).toEqual([200, 25]);
    expect(rig.server.stats.byGrant).toEqual({ refresh_token: 1 });
  },
};
