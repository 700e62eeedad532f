import { chmodSync, rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { json, run, standIn } from './support/command.js';
import { login, repository, type Place } from './support/place.js';

const findings = (place: Place, ...args: string[]) => {
  const ran = run(place, ['check', '--format', 'json', ...args]);
  return json<{ findings: { file: string; start: { line: number } }[] }>(ran).findings.map(
    ({ file, start }) => `${file}:${start.line}`,
  );
};

test('--staged reads the index: of a partially staged file, the staged half', () => {
  const place = repository({ 'a.ts': '//\n', 'old.ts': login });
  place.write('a.ts', `//\n${login}`);
  place.git('add', 'a.ts');
  place.write('a.ts', `//\n//\n//\n${login}${login}`);
  expect(findings(place)).toEqual(['a.ts:4', 'a.ts:5', 'old.ts:1']);
  expect(findings(place, '--staged')).toEqual(['a.ts:2']);
});

test('--staged sees a staged file that is deleted from the work tree, and no untracked one', () => {
  const place = repository({ 'a.ts': '//\n' });
  place.write('b.ts', login);
  place.git('add', 'b.ts');
  rmSync(`${place.directory}/b.ts`);
  place.write('c.ts', login);
  expect(findings(place, '--staged')).toEqual(['b.ts:1']);
});

test('--staged with nothing staged has nothing to do, and changes nothing', () => {
  const place = repository({ 'a.ts': login });
  const ran = run(place, ['check', '--staged']);
  expect(ran.status).toBe(0);
  expect(place.git('status', '--porcelain')).toBe('');
});

test('a commit without any source file has nothing to do', () => {
  const place = repository({ 'README.md': '# Nothing' });
  place.write('a.md', '# a');
  place.git('add', 'a.md');
  expect(run(place, ['--staged']).status).toBe(0);
  expect(run(place, ['--since', 'main']).status).toBe(0);
  expect(run(place, []).status).toBe(2);
});

test('--since tells what this branch changes, untracked files included', () => {
  const place = repository({ 'a.ts': login, 'b.ts': '//\n' });
  place.git('checkout', '-qb', 'work');
  place.write('b.ts', login);
  place.git('commit', '-qam', 'work');
  place.write('c.ts', login);
  expect(findings(place, '--since', 'main')).toEqual(['b.ts:1', 'c.ts:1']);
  const ran = run(place, ['check', '--since', 'nowhere']);
  expect(ran.stderr).toContain('git does not know "nowhere"');
  expect(ran.status).toBe(2);
});

test('in a real pre-commit hook, also of "git commit -a", which has an index of its own', () => {
  const place = repository({ 'a.ts': '//\n' });
  place.write('.git/hooks/pre-commit', `#!/bin/sh\nexec "${process.execPath}" "${standIn}" check --staged\n`);
  chmodSync(`${place.directory}/.git/hooks/pre-commit`, 0o755);
  place.write('a.ts', login);
  expect(() => place.git('commit', '-qam', 'bad')).toThrow('1 error in 1 file');
  place.write('a.ts', '// fine\n');
  place.write('b.ts', login);
  place.git('commit', '-qam', 'good');
  expect(place.git('log', '--format=%s')).toBe('good\nstart\n');
});
