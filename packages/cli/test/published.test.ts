// The command as it is published, over the real analysis and codemods.
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { json, runReal } from './support/command.js';
import { plainPlace, repository, type Place } from './support/place.js';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const loaded = fileURLToPath(new URL('support/loaded.mjs', import.meta.url));

const token = `import axios from 'axios';

export async function getToken(): Promise<string> {
  const res = await axios.post(
    process.env['OKTA_ISSUER'] + '/v1/token',
    new URLSearchParams({
      grant_type: 'password',
      username: process.env['SVC_USER']!,
      password: process.env['SVC_PASS']!,
      client_id: process.env['CLIENT_ID']!,
      scope: 'orders.read',
    }),
  );
  return res.data.access_token;
}
`;
const sync = `import { getToken } from './token.js';

export async function sync(orders: string[]): Promise<void> {
  for (const order of orders) {
    const token = await getToken();
    await fetch('https://api.example.com/orders/' + order, { headers: { authorization: 'Bearer ' + token } });
  }
}
`;
const tsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    skipLibCheck: true,
  },
  include: ['src'],
});

interface Checked {
  summary: { skipped: { file: string; reason: string }[]; filesParsed: number };
  findings: { ruleId: string; file: string; paths: { function: string }[][] }[];
}

function service(): Place {
  const place = repository({
    '.gitignore': 'node_modules\n',
    'package.json':
      '{\n  "name": "service",\n  "type": "module",\n  "dependencies": {\n    "axios": "^1.0.0"\n  }\n}\n',
    'tsconfig.json': tsconfig,
    'src/token.ts': token,
    'src/sync.ts': sync,
  });
  symlinkSync(modules, `${place.directory}/node_modules`);
  return place;
}

test('from the finding to the proved rewrite and back', () => {
  const place = service();
  const found = runReal(place, ['--format', 'json']);
  expect(found.status).toBe(1);
  const rules = json<Checked>(found).findings.map(({ ruleId, file }) => `${file} ${ruleId}`);
  expect(rules).toContain('src/token.ts no-password-grant');
  expect(rules).toContain('src/sync.ts no-token-request-in-loop');

  const written = runReal(place, ['migrate', '--to', 'cached-client', '--write', '--format', 'json']);
  expect(written.stderr).toBe('');
  expect(json(written)).toMatchObject({
    written: true,
    sites: [{ file: 'src/token.ts', status: 'migrated' }],
    verification: {
      parses: true,
      idempotent: true,
      silent: true,
      typecheck: { before: 0, after: 0 },
      rolledBack: [],
    },
  });
  expect(place.git('status', '--porcelain').split('\n').sort().join()).toBe(
    ', M package.json, M src/token.ts',
  );

  const again = runReal(place, [
    'migrate',
    '--to',
    'cached-client',
    '--write',
    '--allow-dirty',
    '--format',
    'json',
  ]);
  expect(json(again)).toMatchObject({ written: false, edits: [] });
  const left = json<Checked>(runReal(place, ['--format', 'json'])).findings.map(({ ruleId }) => ruleId);
  expect(left).not.toContain('no-token-request-in-loop');
  expect(left).not.toContain('require-token-reuse');

  expect(runReal(place, ['undo']).status).toBe(0);
  expect(place.git('status', '--porcelain')).toBe('');
});

test('check loads neither ts-morph nor TypeScript nor anything that only writing needs', () => {
  for (const files of [{ 'a.ts': 'export {};\n' }, { 'src/token.ts': token, 'src/sync.ts': sync }]) {
    const ran = spawnSync(process.execPath, [loaded], { cwd: plainPlace(files).directory, encoding: 'utf8' });
    expect(ran.stderr).toBe('[]');
  }
});

test('5 MB of minified code are named in skipped', () => {
  const minified = `var a={grant_type:"password"};${'function f(){return 1};'.repeat(230_000)}`;
  const ran = runReal(plainPlace({ 'big.js': minified, 'a.ts': 'export {};\n' }), ['--format', 'json']);
  expect(json<Checked>(ran).summary.skipped).toMatchObject([{ file: 'big.js', reason: 'too-large' }]);
  expect(ran.status).toBe(0);
});

test('a file that does not parse is named, and the run ends with status 2', () => {
  const place = plainPlace({
    'broken.ts': "const a = { grant_type: 'password', ;;\n",
    'src/token.ts': token,
  });
  const ran = runReal(place, ['--format', 'json']);
  expect(json<Checked>(ran).summary.skipped).toMatchObject([{ file: 'broken.ts', reason: 'does-not-parse' }]);
  expect(json<Checked>(ran).findings.length).toBeGreaterThan(0);
  expect(ran.status).toBe(2);
});

test('a broken tsconfig hinders neither check nor migrate', () => {
  const place = service();
  place.write('tsconfig.json', '{ "compilerOptions": { "paths": ');
  place.git('commit', '-qam', 'break');
  expect(runReal(place, []).status).toBe(1);
  const ran = runReal(place, ['migrate', '--to', 'cached-client', '--write', '--format', 'json']);
  expect(json(ran)).toMatchObject({ written: true, verification: { typecheck: null } });
});

test('explain knows every reason of the codemods', () => {
  expect(runReal(plainPlace(), ['explain', 'payload-opaque']).stdout).toContain('What to do:');
  expect(runReal(plainPlace(), ['explain', 'grant-migrate/require-token-reuse']).stdout).toContain(
    'Incorrect',
  );
});
