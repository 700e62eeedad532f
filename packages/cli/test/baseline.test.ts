import { expect, test } from '@jest/globals';
import { run } from './support/command.js';
import { login, repository } from './support/place.js';

const other = login.replace('username', 'user');

test('a baseline leaves out what it knows, and new findings stop the run', () => {
  const place = repository({ 'a.ts': login });
  const written = run(place, ['--baseline', 'known.json', '--update-baseline']);
  expect(written.status).toBe(0);
  expect(run(place, ['--baseline', 'known.json']).stdout).toContain(
    '1 known finding left out by the baseline',
  );
  place.write('a.ts', `//\n//\n${login}`);
  expect(run(place, ['--baseline', 'known.json']).status).toBe(0);
  place.write('a.ts', login + other);
  expect(run(place, ['--baseline', 'known.json']).status).toBe(1);
});

test('entries that no longer occur are told and dropped by --prune, which adds nothing', () => {
  const place = repository({ 'a.ts': login, 'b.ts': login });
  run(place, ['--baseline', 'known.json', '--update-baseline']);
  place.write('a.ts', other);
  expect(run(place, ['--baseline', 'known.json']).stdout).toContain(
    '1 entry of the baseline no longer occurs',
  );
  expect(run(place, ['--baseline', 'known.json', '--prune']).status).toBe(1);
  const { findings } = JSON.parse(place.read('known.json').toString()) as { findings: { file: string }[] };
  expect(findings.map(({ file }) => file)).toEqual(['b.ts']);
});

test('an update keeps owners, dates and what lies outside the paths; after its date an entry counts again', () => {
  const place = repository({ 'a/x.ts': login, 'b/y.ts': login });
  run(place, ['--baseline', 'known.json', '--update-baseline']);
  const edited = place.read('known.json').toString();
  place.write(
    'known.json',
    edited.replace('"file":"a/x.ts"', '"file":"a/x.ts","owner":"ann","expires":"2020-01-31"'),
  );
  expect(run(place, ['--baseline', 'known.json']).status).toBe(1);
  expect(run(place, ['b', '--baseline', 'known.json', '--update-baseline']).status).toBe(0);
  run(place, ['a', '--baseline', 'known.json', '--update-baseline']);
  expect(place.read('known.json').toString()).toContain('"owner":"ann","expires":"2020-01-31"');
  expect(place.read('known.json').toString()).toContain('b/y.ts');
});

test.each([
  [['--update-baseline'], '--update-baseline needs --baseline FILE.'],
  [['--baseline', 'none.json'], 'Cannot read the baseline'],
  [['--baseline', 'a.ts'], 'is not JSON'],
  [['--baseline', 'package.json'], 'is not a baseline'],
  [['--baseline', 'x', '--prune', '--staged'], 'does not go with --staged or --since'],
])('%j is refused', (args, message) => {
  const ran = run(repository({ 'a.ts': login, 'package.json': '{}' }), args);
  expect(ran.stderr).toContain(message);
  expect(ran.status).toBe(2);
});
