// `migrate --write` with the TypeScript of a project: 5, 6, 7 and none. What would not compile any more is not written.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshProject, removeAll, type FreshProject } from './fresh-project.js';

const command = fileURLToPath(new URL('../../packages/cli/bin/grant-migrate.js', import.meta.url));
const tokenClient = fileURLToPath(new URL('../../packages/token-client', import.meta.url));
const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2022'],
  types: [],
  skipLibCheck: true,
};

const helper = (type: string, rest = '') => `import axios from 'axios';

interface Account { orders: string[] }

export async function token(): Promise<${type}> {
  const { data } = await axios.post('https://id.example.com/oauth/token', {
    grant_type: 'client_credentials', client_id: 'web', client_secret: settings.secret,
  });
  return data.access_token;
}
${rest}`;

const files = {
  'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
  // Seen through the configuration alone, by no import.
  'src/globals.d.ts': `declare module 'axios' { const axios: any; export default axios; }
declare const settings: { secret: string };
`,
  // An error that was there before stays one.
  'src/string.ts': helper('string', 'export const wrong: string = 1;\n'),
  // Nothing but `any` made this compile.
  'src/account.ts': helper('Account'),
  'src/main.ts': `import { token } from './string.js';
import { token as account } from './account.js';
for (let turn = 0; turn < 9; turn += 1) void [await token(), await account()];
`,
};

let project: FreshProject;
beforeAll(async () => {
  const versions = ['5.4', '6', '7'].map((version) => `typescript-${version}@npm:typescript@${version}`);
  project = await freshProject(versions, {});
  mkdirSync(join(project.directory, 'node_modules/@grant-migrate'), { recursive: true });
  symlinkSync(tokenClient, join(project.directory, 'node_modules/@grant-migrate/token-client'));
}, 240_000);
afterAll(removeAll);

/** What the command prints in the project, with this version as its `typescript`. */
function migrate(version: string | null, format: string): string {
  const { directory, write } = project;
  for (const [file, text] of Object.entries(files)) write(file, text);
  const installed = join(directory, 'node_modules/typescript');
  rmSync(installed, { force: true });
  if (version !== null) symlinkSync(`typescript-${version}`, installed);
  const args = [command, 'migrate', '--to', 'cached-client', '--write', '--allow-dirty', '--format', format];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
  });
  return stdout;
}

test.each(['5.4', '6', '7'])('TypeScript %s', (version) => {
  const outcome: unknown = JSON.parse(migrate(version, 'json'));
  expect(outcome).toMatchObject({
    written: true,
    sites: [
      { file: 'src/account.ts', status: 'skipped', note: 'The rewritten file has new type errors: TS2322.' },
      { file: 'src/string.ts', status: 'migrated' },
    ],
    verification: { typecheck: { before: 1, after: 1 }, rolledBack: ['src/account.ts'] },
  });
});

test('none: both are written, and the certificate says what it did not look at', () => {
  const printed = migrate(null, 'pretty');
  expect(printed).toContain('2 sites migrated');
  expect(printed).toMatch(/– types not checked: src\/\w+\.ts and others: no TypeScript is installed here/);
});
