// `npm run demo` keeps its promise: the limit is hit before the migration, and never after it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

function runDemo() {
  return spawnSync(process.execPath, ['scripts/demo.mjs', '--no-install'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0' },
  });
}

test('25 token requests with refusals before, one without after, and no copy left behind', () => {
  const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('grant-migrate-demo-'));
  const earlier = copies();
  const { stdout, stderr, status } = runDemo();
  expect({ status, broken: /Not as promised.*/.exec(stdout)?.[0], stderr }).toEqual({
    status: 0,
    broken: undefined,
    stderr: '',
  });
  expect(stdout).toMatch(/token requests {2}before .* 25, [1-9]\d* answered 429/);
  expect(stdout).toMatch(/after .* 1, none answered 429/);
  expect(stdout).toMatch(/25 of 25 orders synced/);
  expect(stdout).toContain('grant-migrate migrate --to cached-client --write');
  expect(stdout).not.toContain(String.fromCharCode(27)); // no terminal, no colours
  expect(copies()).toEqual(earlier);
}, 300_000); // far above what it takes, for machines where many things run at once
