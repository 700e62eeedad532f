// What a run leaves for the next one, as a user meets it.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { json, runReal } from './support/command.js';
import { repository, type Place } from './support/place.js';

const token = `import axios from 'axios';
export const getToken = () => axios.post('https://acme.okta.com/oauth2/v1/token',
  { grant_type: 'password', username: process.env.U, password: process.env.P });
`;
const sync = `import { getToken } from './token.js';
export const sync = async (orders) => { for (const order of orders) await getToken(); };
`;

function service(): { place: Place; cache: string } {
  const place = repository({
    '.gitignore': 'node_modules\n',
    'src/token.js': token,
    'src/sync.js': sync,
    'src/quiet.js': 'export const quiet = 1;\n',
  });
  mkdirSync(`${place.directory}/node_modules`);
  return { place, cache: `${place.directory}/node_modules/.cache/grant-migrate` };
}

interface Checked {
  summary: { durationMs: number };
  findings: { ruleId: string; file: string }[];
}

function checked(place: Place, ...args: string[]): Omit<Checked, 'summary'> {
  const { summary, ...rest } = json<Checked>(runReal(place, ['--format', 'json', ...args]));
  const { durationMs: _, ...counted } = summary;
  return { ...counted, ...rest };
}

test('with the cache, without it, and from a cache that is damaged: the same', () => {
  const { place, cache } = service();
  const first = checked(place);
  expect(first.findings.map(({ ruleId }) => ruleId)).toContain('no-token-request-in-loop');
  const names = readdirSync(cache);
  expect(names).toContain('facts.json');
  expect(checked(place)).toEqual(first);
  expect(checked(place, '--no-cache')).toEqual(first);
  for (const name of names)
    writeFileSync(`${cache}/${name}`, readFileSync(`${cache}/${name}`).subarray(0, 99));
  expect(checked(place)).toEqual(first);
});

test('--no-cache leaves nothing behind', () => {
  const { place, cache } = service();
  checked(place, '--no-cache');
  expect(existsSync(cache)).toBe(false);
});

test('what is staged is found, though the file was known without it', () => {
  const { place } = service();
  expect(checked(place, '--staged').findings).toEqual([]);
  place.write('src/quiet.js', token);
  expect(checked(place, '--staged').findings).toEqual([]);
  place.git('add', 'src/quiet.js');
  const staged = checked(place, '--staged');
  expect(staged.findings.map(({ file }) => file)).toContain('src/quiet.js');
  place.write('src/quiet.js', '// as it was\n');
  expect(checked(place, '--staged')).toEqual(staged);
  expect(checked(place).findings.map(({ file }) => file)).not.toContain('src/quiet.js');
});
