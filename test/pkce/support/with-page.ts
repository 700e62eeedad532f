/** One test in a browser of its own: a picture of the page when it fails, and a loud word when there is no browser. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newPerson } from './browser.js';

const screenshots = fileURLToPath(new URL('../../../coverage/pkce', import.meta.url));

export async function withPage(
  browser: Browser | null,
  sample: string,
  name: string,
  steps: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  if (!browser) return void process.stderr.write(`!!! NOT MADE: ${sample}: ${name}\n`);
  const context = await newPerson(browser);
  const page = await context.newPage();
  try {
    await steps(page, context);
  } catch (error) {
    mkdirSync(screenshots, { recursive: true });
    const file = `${`${sample}-${name}`.replace(/\W+/g, '-').slice(0, 80)}.png`;
    await page.screenshot({ path: join(screenshots, file) }).catch(() => undefined);
    throw error;
  } finally {
    await context.close();
  }
}
