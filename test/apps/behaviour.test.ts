// Each sample application does the same before and after its migration, with fewer token requests.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { startAuthorizationServer } from '../authorization-server/server.mjs';
import { copyApp } from './copy.mjs';
import { readApp, runApp, runCommand } from './run.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'app.json')));

/** Milliseconds; far above what it takes, because builds and type checks crawl where many things run at once. */
const PATIENCE = 300_000;

interface Site {
  status: string;
  reason: string | null;
}

/** Runs a copy, migrates it, runs it again. Each has a server of its own, so that applications can run side by side. */
async function beforeAndAfter(name: string) {
  const folder = join(here, name);
  const app = readApp(folder);
  const server = await startAuthorizationServer();
  const copy = copyApp(folder);
  try {
    const before = await runApp(copy.folder, { server, app });
    const steps = [];
    for (const to of app.to ?? ['cached-client']) {
      const migration = await runCommand(
        ['migrate', '--to', to, '--write', '--allow-dirty', '--format', 'json'],
        copy.folder,
      );
      steps.push({ to, migration, after: await runApp(copy.folder, { server, app }) });
    }
    const manifest = readFileSync(join(copy.folder, 'package.json'), 'utf8');
    return { app, before, steps, manifest };
  } finally {
    copy.remove();
    await server.close();
  }
}

describe.each(names)('%s', (name) => {
  test.concurrent(
    readApp(join(here, name)).sentence,
    async () => {
      const { app, before, steps, manifest } = await beforeAndAfter(name);
      expect(before.stats.tokenRequests).toBe(app.tokenRequests.before);
      expect(before.stdout).not.toBe('');
      for (const { to, migration, after } of steps) {
        const { sites } = parsed(migration) as { sites: Site[] };
        const outcome = app.migrates === false ? ['skipped', app.reason] : ['migrated', null];
        expect(sites.map(({ status, reason }) => [status, reason])).toEqual(
          Array.from({ length: app.sites ?? 1 }, () => outcome),
        );
        expect({ stdout: after.stdout, status: after.status }).toEqual({
          stdout: before.stdout,
          status: before.status,
        });
        expect(after.stats.tokenRequests).toBe(app.tokenRequests.after);
        expect(after.stats.api.byStatus).toEqual(before.stats.api.byStatus);
        if (to === 'client-credentials')
          expect(Object.keys(after.stats.byGrant)).toEqual([to.replace('-', '_')]);
        else expect(after.stats.api.byUser).toEqual(before.stats.api.byUser);
      }
      expect(manifest.includes('@grant-migrate/token-client')).toBe(app.migrates !== false);
    },
    PATIENCE,
  );
});

function parsed({
  stdout,
  stderr,
  status,
}: {
  stdout: string;
  stderr: string;
  status: number | null;
}): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`grant-migrate migrate ended with ${status} and no JSON:\n${stdout}${stderr}`);
  }
}
