// The recipe for Turborepo, run by Turborepo itself.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { place, removeAll, root } from './place.js';
import { blocksOf } from './recipe.js';

afterAll(removeAll);

const token = `import axios from 'axios';
export const getToken = () => axios.post('https://acme.okta.com/oauth2/v1/token',
  { grant_type: 'password', username: process.env.U, password: process.env.P });
`;
const sync = `import { getToken } from '../../auth/src/token.js';
export const sync = async (orders) => { for (const order of orders) await getToken(order); };
`;

test('shards by Turborepo, in a workspace whose callers stand in another package', () => {
  const recipe = Object.fromEntries(blocksOf('shards.md').filter(([file]) => file.endsWith('.json')));
  const here = place({
    ...recipe,
    '.gitignore': 'node_modules\n.turbo\n.facts\n',
    'package-lock.json': '{ "name": "monorepo", "lockfileVersion": 3, "packages": {} }\n',
    'packages/auth/package.json': '{ "name": "@monorepo/auth", "version": "1.0.0" }\n',
    'packages/auth/src/token.js': token,
    'packages/jobs/package.json': '{ "name": "@monorepo/jobs", "version": "1.0.0" }\n',
    'packages/jobs/src/sync.js': sync,
  });
  mkdirSync(join(here.directory, 'node_modules/.bin'), { recursive: true });
  symlinkSync(
    join(root, 'packages/cli/bin/grant-migrate.js'),
    join(here.directory, 'node_modules/.bin/grant-migrate'),
  );
  mkdirSync(join(here.directory, '.facts'));
  here.run('git', ['init', '-q']);
  here.run('git', ['add', '-A']);
  const turbo = () =>
    here.run(join(root, 'node_modules/.bin/turbo'), ['run', 'grants', '--no-daemon', '--output-logs=full'], {
      TURBO_TELEMETRY_DISABLED: '1',
    });

  const first = turbo();
  expect(first.output).toContain('no-token-request-in-loop');
  expect(first.output).toContain('packages/jobs/src/sync.js');
  const whole = here.run(process.execPath, [
    join(root, 'packages/cli/bin/grant-migrate.js'),
    '--format',
    'json',
    '--no-cache',
  ]);
  const merged = here.run(process.execPath, [
    join(root, 'packages/cli/bin/grant-migrate.js'),
    ...['merge', '.facts/2.json', '.facts/1.json', '--format', 'json'],
  ]);
  const withoutTime = ({ output }: { output: string }) => output.replace(/"durationMs": \d+/, '');
  expect(withoutTime(merged)).toBe(withoutTime(whole));
  // Nothing changed: the shards need not run again.
  expect(turbo().output).toMatch(/2 cached/);
});
