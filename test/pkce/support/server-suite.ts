/**
 * A server's application that took passwords, migrated by the built command, in a real browser against an authorization
 * server that has no password grant any more. Numbers are those of the security list in test/pkce/README.md.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { attacks } from './attacks.js';
import { launchBrowser } from './browser.js';
import { throughIssuers } from './issuers.js';
import { journeys, type Person } from './journeys.js';
import { createRig, type Rig } from './rig.js';
import type { Sample } from './samples.js';
import { withPage } from './with-page.js';

/** Milliseconds; far above what it takes. */
const PATIENCE = 240_000;

/** Declares every test of the security list for each of these. */
export function describeServers(samples: readonly Sample[]): void {
  let browser: Browser | null;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, PATIENCE);
  afterAll(() => browser?.close());

  describe.each([...samples])('$name', (sample) => describeServer(sample, () => browser));
}

function describeServer(sample: Sample, browser: () => Browser | null): void {
  const rig = createRig(sample);
  beforeAll(() => rig.start(), PATIENCE);
  afterAll(() => rig.stop(), PATIENCE);

  test('every sign-in became a redirect, and the certificate is clean', () => {
    const { sites, verification } = rig.app.report;
    expect(sites.map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: sample.sites ?? 1 }, () => ['migrated', null]),
    );
    expect(verification).toMatchObject({ parses: true, idempotent: true, silent: true, rolledBack: [] });
  });

  test.each(Object.entries({ ...journeys, ...sample.journeys }))(
    '%s',
    (name, steps) => inBrowser(browser(), rig, name, steps),
    PATIENCE,
  );

  test.each(Object.entries(attacks))('%s', (_name, attack) => said(rig, () => attack(rig)), PATIENCE);

  test(
    'issuers that are down, none, or without PKCE; 11. Secure cookies; 12. pushed requests',
    () => said(rig, () => throughIssuers(rig)),
    PATIENCE,
  );

  test('13. no token and no code was ever printed', () => {
    expect(rig.server.secrets.size).toBeGreaterThan(10);
    for (const secret of rig.server.secrets) expect(rig.output()).not.toContain(secret);
  });
}

async function inBrowser(
  browser: Browser | null,
  rig: Rig,
  name: string,
  steps: (person: Person) => Promise<void>,
): Promise<void> {
  await withPage(browser, rig.sample.name, name, async (page, context) => {
    rig.server.reset();
    await said(rig, () => steps({ rig, page, context }));
  });
}

/** Adds what the application printed to a failure. */
async function said(rig: Rig, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe application printed:\n${rig.output()}`;
    throw error;
  }
}
