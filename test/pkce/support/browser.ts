/** One browser for the tests of a file: the Chromium that an npm package ships, or an installed Chrome or Edge. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why there is no browser, when there is none: `launchBrowser` says it once, loudly. */
export async function launchBrowser(): Promise<Browser | null> {
  const tried: string[] = [];
  for (const launch of [packaged, installed('chrome'), installed('msedge')])
    try {
      return await launch();
    } catch (error) {
      tried.push(String(error).split('\n')[0]!);
    }
  const lines = ['NO BROWSER: the sign-in tests below were NOT made.', ...tried];
  process.stderr.write(`\n${lines.map((line) => `!!! ${line}`).join('\n')}\n\n`);
  return null;
}

/** For Linux on x64, as the package says itself. */
async function packaged(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('@sparticuz/chromium is for Linux on x64');
  const { default: packagedChromium } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packagedChromium.executablePath(), args: FLAGS });
}

function installed(channel: 'chrome' | 'msedge'): () => Promise<Browser> {
  return () => chromium.launch({ channel, args: FLAGS });
}

/** A person's browser: cookies of its own, and nothing but this machine is reached. */
export async function newPerson(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext();
  await context.route(
    (url) => !['localhost', '127.0.0.1'].includes(url.hostname),
    (route) => route.abort(),
  );
  context.setDefaultTimeout(15_000);
  return context;
}
