import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { json, run } from './support/command.js';
import { login, plainPlace, repository } from './support/place.js';

const manifest = '{"name":"app","version":"1.0.0"}\n';
const project = () =>
  repository({ 'package.json': manifest, 'src/a.ts': `\ufeff#!/x\r\n${login}`, 'src/b.ts': '//\n' });

test('without --write it shows a diff that git takes, and writes nothing', () => {
  const place = project();
  const ran = run(place, ['migrate']);
  expect(ran.status).toBe(0);
  expect(place.git('status', '--porcelain')).toBe('');
  expect(ran.stdout).toContain(
    "-const res = await axios.post(url, { grant_type: 'password', username, password });",
  );
  expect(ran.stdout).toContain('+const res = await axios.getAccessToken();');
  expect(ran.stdout).toContain('1 site can be migrated');
  expect(ran.stdout).toContain('Next: grant-migrate migrate --to auto --write');
  place.write('x.diff', ran.stdout.slice(0, ran.stdout.indexOf('\nmigrated')));
  place.git('apply', '--check', 'x.diff');
});

test('--write writes, shows what was proved, and undo brings back every byte', () => {
  const place = project();
  const before = place.read('src/a.ts');
  const ran = run(place, ['migrate', '--write']);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toContain('✓ a second run changes nothing');
  expect(ran.stdout).toContain('✓ 1 other source file byte-identical');
  expect(ran.stdout).toMatch(/Next: npm install +installs what was added/);
  expect(ran.status).toBe(0);
  expect(place.read('src/a.ts').toString()).toBe(`\ufeff#!/x\r\nconst res = await axios.getAccessToken();\n`);
  expect(existsSync(join(place.directory, 'src/auth/token-source.ts'))).toBe(true);
  expect(place.git('status', '--porcelain')).not.toContain('.grant-migrate');

  const undone = run(place, ['undo']);
  expect(undone.status).toBe(0);
  expect(undone.stdout).toContain('2 files restored, 1 removed');
  expect(place.read('src/a.ts').equals(before)).toBe(true);
  expect(existsSync(join(place.directory, 'src/auth'))).toBe(false);
  expect(existsSync(join(place.directory, '.grant-migrate'))).toBe(false);
  expect(place.git('status', '--porcelain')).toBe('');
  expect(run(place, ['undo']).stdout).toBe('Nothing to undo here.\n');
});

test('a link to a file that is written is that file, not one that somebody else has changed', () => {
  const place = project();
  symlinkSync('a.ts', join(place.directory, 'src/link.ts'));
  const ran = run(place, ['migrate', '--write', '--allow-dirty']);
  expect(ran.stdout).not.toContain('changed meanwhile');
  expect(ran.status).toBe(0);
  expect(lstatSync(join(place.directory, 'src/link.ts')).isSymbolicLink()).toBe(true);
});

test('sites that are left to a person are named with their reason, status 1', () => {
  const place = repository({ 'a.ts': login.replace('username', 'opaque') });
  const ran = run(place, ['migrate']);
  expect(ran.stdout).toContain('skipped   a.ts:1  what is sent cannot be read');
  expect(ran.stdout).toContain('payload-opaque: Write it out.');
  expect(ran.stdout).toContain('Next: grant-migrate explain payload-opaque');
  expect(ran.status).toBe(1);
});

test('changes that are not committed stop --write before anything is read, and not the plan', () => {
  const place = project();
  place.write('src/b.ts', '// worked on\n');
  const ran = run(place, ['migrate', '--write']);
  expect(ran.stderr).toContain('There are changes that are not committed: src/b.ts.');
  expect(ran.stderr).toContain('--allow-dirty');
  expect(ran.status).toBe(2);
  expect(run(place, ['migrate']).status).toBe(0);
  expect(run(place, ['migrate', '--write', '--allow-dirty']).status).toBe(0);
  expect(place.read('src/b.ts').toString()).toBe('// worked on\n');
});

test('a source file that git does not know counts as a change, a note does not', () => {
  const place = project();
  place.write('notes.txt', 'x');
  expect(run(place, ['migrate', '--write']).status).toBe(0);
  const other = project();
  other.write('new.ts', login);
  expect(run(other, ['migrate', '--write']).status).toBe(2);
});

test('without git it warns and goes on, and undo works', () => {
  const place = plainPlace({ 'a.ts': login });
  const ran = run(place, ['migrate', '--write']);
  expect(ran.stderr).toContain('warning  There is no git here');
  expect(ran.status).toBe(0);
  expect(run(place, ['undo']).status).toBe(0);
  expect(place.read('a.ts').toString()).toBe(login);
});

test('undo refuses when a file was changed since, names it, and restores nothing', () => {
  const place = repository({ 'a.ts': login, 'b.ts': login });
  run(place, ['migrate', '--write']);
  place.write('b.ts', 'my work\n');
  const ran = run(place, ['undo']);
  expect(ran.stderr).toContain('b.ts changed since, so nothing was restored.');
  expect(ran.status).toBe(2);
  expect(place.read('a.ts').toString()).toContain('getAccessToken');
  expect(place.read('b.ts').toString()).toBe('my work\n');
});

test('a plan that was kept is applied later, and refused after drift', () => {
  const place = project();
  expect(run(place, ['migrate', '--out', 'plan.json']).stdout).toContain(
    'Next: grant-migrate apply plan.json',
  );
  expect(run(place, ['apply', 'plan.json']).status).toBe(0);
  expect(place.read('src/a.ts').toString()).toContain('getAccessToken');
  run(place, ['undo']);
  place.write('src/a.ts', `// moved\n${login}`);
  const ran = run(place, ['apply', 'plan.json', '--allow-dirty']);
  expect(ran.stderr).toContain('src/a.ts has changed since the plan was made. Nothing was written.');
  expect(ran.status).toBe(2);
});

test.each([
  ['not json', 'it is not JSON'],
  ['{}', 'it has no "version": 1'],
  [
    '{"version":1,"edits":[{}],"created":[],"dependencies":[],"sites":[],"hashes":{}}',
    'an edit in it is not complete',
  ],
  [
    '{"version":1,"edits":[],"created":[{"file":"../x","text":""}],"dependencies":[],"sites":[],"hashes":{}}',
    '"../x" lies outside',
  ],
])('a plan file that is none is refused: %s', (content, message) => {
  const place = repository({ 'a.ts': login });
  place.write('plan.json', content);
  const ran = run(place, ['apply', 'plan.json']);
  expect(ran.stderr).toContain(message);
  expect(ran.status).toBe(2);
});

test('json has the fields of the contract', () => {
  const place = project();
  const plan = json(run(place, ['migrate', '--format', 'json']));
  expect(Object.keys(plan)).toEqual([
    'version',
    'written',
    'edits',
    'created',
    'dependencies',
    'sites',
    'verification',
  ]);
  expect(plan).toMatchObject({
    version: 1,
    written: false,
    sites: [{ file: 'src/a.ts', line: 2, status: 'migrated', reason: null }],
    dependencies: [{ manifest: 'package.json', name: '@grant-migrate/token-client', range: '^0.1.0' }],
  });
  expect(json(run(place, ['migrate', '--write', '--format', 'json']))).toMatchObject({
    written: true,
    verification: { parses: true, idempotent: true, silent: true, typecheck: null, rolledBack: [] },
  });
});
