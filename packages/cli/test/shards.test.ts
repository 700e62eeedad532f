// A check in shards and its merge, as CI runs them: real processes, facts in files.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { json, runReal } from './support/command.js';
import { repository, type Place } from './support/place.js';

const request = (name: string) => `import axios from 'axios';
export const ${name} = () => axios.post('https://acme.okta.com/oauth2/v1/token',
  { grant_type: 'password', username: process.env.U, password: process.env.P });
`;

/** One loop over two requests in two files, through a third: the chain and the finding cross every cut. */
const files = {
  'auth/first.js': request('first'),
  'auth/second.js': request('second') + request('again').replace(/^import.*\n/, ''),
  'api/client.js': `import { first } from '../auth/first.js';
import { second } from '../auth/second.js';
export const call = async () => { await first(); return second(); };
`,
  'jobs/sync.js': `import { call } from '../api/client.js';
export const sync = async (orders) => { for (const order of orders) await call(order); };
`,
  'broken.js': "const a = { grant_type: 'password', ;;\n",
};

function shards(place: Place, of: number, ...more: string[]): string[] {
  return Array.from({ length: of }, (_, index) => {
    const out = `facts-${index + 1}.json`;
    const ran = runReal(place, ['check', '--shard', `${index + 1}/${of}`, '--out', out, ...more]);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    return out;
  });
}

function report(place: Place, args: string[]): unknown {
  const ran = runReal(place, [...args, '--format', 'json']);
  const { summary, ...rest } = json<{ summary: { durationMs: number } }>(ran);
  return { status: ran.status, ...rest, summary: { ...summary, durationMs: 0 } };
}

test.each([1, 2, 5])('%i shards, in any order, give what one run gives', (of) => {
  const place = repository(files);
  const whole = report(place, ['check']);
  expect(JSON.stringify(whole)).toContain('no-token-request-in-loop');
  const facts = shards(place, of);
  expect(report(place, ['merge', ...facts])).toEqual(whole);
  expect(report(place, ['merge', ...facts.toReversed()])).toEqual(whole);
});

test('paths and presets of the shards are those of the merged report', () => {
  const place = repository(files);
  const options = ['jobs', '--preset', 'strict'];
  expect(report(place, ['merge', ...shards(place, 2, ...options)])).toEqual(
    report(place, ['check', ...options]),
  );
});

test('merge refuses what is not all of one run, and says what to do', () => {
  const place = repository(files);
  const [first, second] = shards(place, 2) as [string, string];
  const complaint = (...args: string[]) => runReal(place, ['merge', ...args]).stderr;
  expect(complaint()).toContain('merge needs the facts of every shard.');
  expect(complaint(first)).toContain('The facts of shard 2 of 2 are missing.');
  expect(complaint(first, first, second)).toContain('are both shard 1 of 2.');
  place.write('new.js', '//\n');
  runReal(place, ['check', '--shard', '2/2', '--out', 'later.json']);
  expect(complaint(first, 'later.json')).toContain('made of other files or with other options');
  writeFileSync(`${place.directory}/cut.json`, readFileSync(`${place.directory}/${first}`).subarray(0, 50));
  expect(complaint('cut.json', second)).toContain('it is not JSON');
});

test.each([
  [['--shard', '1/2'], '--shard and --out go together.'],
  [['--shard', '3/2', '--out', 'x'], '--shard cannot be "3/2".'],
  [['--shard', '1/2', '--out', 'x', '--staged'], '--shard does not go with --staged or --since'],
  [
    ['--shard', '1/2', '--out', 'x', '--baseline', 'b', '--update-baseline'],
    '--update-baseline goes with merge',
  ],
])('check %j is refused', (args, message) => {
  const ran = runReal(repository(files), ['check', ...args]);
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(message)]);
});
