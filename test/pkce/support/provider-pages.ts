/** What a person does on the pages of the authorization server. */
import type { Page } from 'playwright-core';

/** Signs in and consents; ends where the application leads to. The server takes any password on its own page. */
export async function signInAs(user: string, page: Page): Promise<void> {
  await page.fill('input[name=login]', user);
  await page.fill('input[name=password]', 'any');
  await page.click('button[type=submit]');
  await consent(page);
}

async function consent(page: Page): Promise<void> {
  await page.waitForSelector('input[name=prompt][value=consent]', { state: 'attached' });
  const origin = new URL(page.url()).origin;
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.origin !== origin && !url.pathname.startsWith('/auth/'));
}

/** The question whether to end the session there, too. */
export async function confirmSignOut(page: Page): Promise<void> {
  await page.click('button[name=logout]');
}
