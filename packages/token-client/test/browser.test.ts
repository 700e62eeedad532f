// A real browser: two tabs of one origin share a store and Web Locks, and keyed calls digest with WebCrypto.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { bundle } from '../bench/size.mjs';
import { startAuthorizationServer, type AuthorizationServer } from './support/authorization-server.js';

let server: AuthorizationServer;
let site: Server;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  server = await startAuthorizationServer();
  const entry = "export { createTokenSource, getAccessToken, webLock } from './index.js'";
  const script = bundle(entry, { format: 'iife', globalName: 'tokenClient' });
  site = createServer((request, response) => {
    const isScript = request.url === '/client.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script src="/client.js"></script>');
  });
  await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
  const executablePath = await chromium.executablePath();
  browser = await launcher.launch({ executablePath, args: chromium.args, headless: true });
  context = await browser.newContext();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => site.close(resolve));
  await server.close();
});
beforeEach(() => server.reset());

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
  return page;
}

/** Asks for twenty tokens in a tab, and says which ones came. */
const ask = (page: Page) =>
  page.evaluate(
    async ({ tokenEndpoint, username, password }) => {
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const { tokenClient, localStorage } = globalThis as any;
      const source = tokenClient.createTokenSource({
        tokenEndpoint,
        clientId: 'public-client',
        grant: 'password',
        scope: 'openid offline_access',
        subject: username,
        credentials: () => ({ username, password }),
        store: {
          get: (key: string) => localStorage.getItem(key) ?? undefined,
          set: (key: string, value: string) => localStorage.setItem(key, value),
          delete: (key: string) => localStorage.removeItem(key),
        },
        lock: tokenClient.webLock(),
      });
      const tokens = await Promise.all(Array.from({ length: 20 }, () => source.getAccessToken()));
      return [...new Set(tokens)] as string[];
    },
    { tokenEndpoint: server.tokenEndpoint, username: 'alice', password: server.users['alice']! },
  );

test('two tabs of twenty calls that share Web Locks and a store make one login', async () => {
  const tabs = [await openTab(), await openTab()];
  const tokens = (await Promise.all(tabs.map(ask))).flat();
  expect(new Set(tokens).size).toBe(1);
  expect(server.stats.byGrant).toEqual({ password: 1 });
});

test('1,000 concurrent keyed calls make one token request', async () => {
  const page = await openTab();
  const count = await page.evaluate(
    async ({ tokenEndpoint, password }) => {
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const { tokenClient } = globalThis as any;
      const grant = { type: 'password', username: 'alice', password };
      const call = () => tokenClient.getAccessToken({ tokenEndpoint, clientId: 'public-client', grant });
      return new Set(await Promise.all(Array.from({ length: 1000 }, call))).size;
    },
    { tokenEndpoint: server.tokenEndpoint, password: server.users['alice']! },
  );
  expect(count).toBe(1);
  expect(server.stats.tokenRequests).toBe(1);
});
