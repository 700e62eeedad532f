/** Authorization servers that cannot sign anybody in: the application starts, and says so when a person wants to. */
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { createRig } from './browser-rig.js';
import type { Watched } from './watch.js';

type Declare = (name: string, steps: (page: Page, watched: Watched) => Promise<void>) => void;

/** @param inBrowser declares a test in a browser of its own */
export function describeIssuers(rig: ReturnType<typeof createRig>, inBrowser: Declare): void {
  inBrowser(
    'an authorization server that is down: the application starts, and says so at sign-in',
    async (page) => {
      await page.route(`${rig.server.issuer}/**`, (route) => route.abort());
      await page.goto(rig.origin);
      await page.click('button[type=submit]');
      await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent);
      expect(new URL(page.url()).origin).toBe(rig.origin);
    },
  );

  inBrowser(
    'an authorization server without discovery, or without PKCE: nobody is sent there, and the page says so',
    async (page, watched) => {
      const { issuer } = rig.server;
      const answers = [
        { status: 404, json: {} },
        { json: { issuer, code_challenge_methods_supported: ['plain'], authorization_endpoint: issuer } },
      ];
      for (const answer of answers) {
        await page.route(`${issuer}/.well-known/openid-configuration`, (route) => route.fulfill(answer));
        await page.goto(rig.origin);
        await page.click('button[type=submit]');
        await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent);
      }
      expect(new URL(page.url()).origin).toBe(rig.origin);
      expect(watched.authorizationRequests).toEqual([]);
    },
  );
}
