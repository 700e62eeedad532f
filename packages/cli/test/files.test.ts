import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { json, run } from './support/command.js';
import { login, plainPlace, repository, type Place } from './support/place.js';

interface Checked {
  summary: { filesSeen: number; skipped: { file: string; reason: string }[] };
  findings: { file: string; start: { line: number; column: number; offset: number } }[];
}

const check = (place: Place, ...args: string[]) => json<Checked>(run(place, ['--format', 'json', ...args]));

test('without git, what .gitignore files name is left out, the nearest one deciding', () => {
  const place = plainPlace({
    '.gitignore': 'build/\n*.gen.ts\n',
    'a.ts': login,
    'b.gen.ts': login,
    'build/c.ts': login,
    'sub/.gitignore': '!*.gen.ts\n',
    'sub/d.gen.ts': login,
    'node_modules/e/index.js': login,
    'types.d.ts': login,
  });
  expect(check(place).findings.map(({ file }) => file)).toEqual(['a.ts', 'sub/d.gen.ts']);
});

test('in git, untracked files are seen, ignored and deleted ones are not', () => {
  const place = repository({ '.gitignore': 'dist/\n', 'a.ts': login, 'gone.ts': login });
  place.write('new.ts', login);
  place.write('dist/out.js', login);
  place.git('rm', '-q', '--cached', 'gone.ts');
  place.git('commit', '-qm', 'x');
  place.git('add', 'gone.ts');
  place.git('commit', '-qm', 'y');
  mkdirSync(join(place.directory, 'empty'));
  rmSync(join(place.directory, 'gone.ts'));
  const report = check(place);
  expect(report.findings.map(({ file }) => file)).toEqual(['a.ts', 'new.ts']);
  expect(report.summary.filesSeen).toBe(2);
});

test('from a sub-directory, files are named from the root of the repository', () => {
  const place = repository({ 'a.ts': login, 'sub/b.ts': login });
  const ran = run({ ...place, directory: join(place.directory, 'sub') }, ['--format', 'json']);
  expect(json<Checked>(ran).findings.map(({ file }) => file)).toEqual(['sub/b.ts']);
  expect(json<Checked>(ran).summary.filesSeen).toBe(2);
});

test('a directory that its repository ignores is a root of its own', () => {
  const place = repository({ '.gitignore': 'scratch/\n', 'a.ts': 'export {};\n' });
  place.write('scratch/b.ts', login);
  const ran = run({ ...place, directory: join(place.directory, 'scratch') }, ['--format', 'json', '.']);
  expect(json<Checked>(ran).findings.map(({ file }) => file)).toEqual(['b.ts']);
  expect(check(place, 'scratch').findings.map(({ file }) => file)).toEqual(['scratch/b.ts']);
});

test('a repository elsewhere is its own root', () => {
  const place = repository({ 'src/a.ts': login });
  const ran = run(plainPlace(), ['--format', 'json', join(place.directory, 'src')]);
  expect(json<Checked>(ran).findings.map(({ file }) => file)).toEqual(['src/a.ts']);
});

test('links are not followed', () => {
  const outside = plainPlace({ 'secret.ts': login });
  const place = repository({ 'a.ts': login });
  symlinkSync(join(outside.directory, 'secret.ts'), join(place.directory, 'link.ts'));
  symlinkSync(outside.directory, join(place.directory, 'linked'));
  expect(check(place).findings.map(({ file }) => file)).toEqual(['a.ts']);
  place.git('add', '-A');
  expect(check(place).findings.map(({ file }) => file)).toEqual(['a.ts']);
});

test('a byte order mark counts as one character of the first line', () => {
  const place = plainPlace({ 'a.ts': `\ufeff${login}` });
  expect(check(place).findings[0]?.start.offset).toBe(1 + login.indexOf('post'));
});

test('bytes that are not UTF-8 are named in skipped, and the run goes on', () => {
  const place = plainPlace({ 'latin.ts': Buffer.from(`// caf\xe9\n${login}`, 'latin1'), 'b.ts': login });
  const ran = run(place, ['--format', 'json']);
  expect(json<Checked>(ran).summary.skipped).toEqual([
    { file: 'latin.ts', reason: 'not-utf8', detail: 'the bytes are not UTF-8' },
  ]);
  expect(ran.status).toBe(1);
  expect(run(place, []).stdout).toContain('latin.ts is not UTF-8');
});

test('a file that does not parse ends the run with status 2, and the findings are shown all the same', () => {
  const place = plainPlace({ 'broken.ts': '// syntax error', 'b.ts': login });
  const ran = run(place, []);
  expect(ran.stdout).toContain('not checked  broken.ts does not parse: Unexpected token');
  expect(ran.stdout).toContain('1 error in 1 file');
  expect(ran.status).toBe(2);
});

test('a file that may not be read ends the run with status 2', () => {
  // Root may read everything; a directory in the file's place cannot be read by anybody.
  const place = repository({ 'a.ts': login, 'b.ts': login });
  rmSync(join(place.directory, 'b.ts'));
  mkdirSync(join(place.directory, 'b.ts'));
  const ran = run(place, ['--format', 'json']);
  expect(json<Checked>(ran).summary.skipped).toMatchObject([{ file: 'b.ts', reason: 'unreadable' }]);
  expect(ran.status).toBe(2);
});
