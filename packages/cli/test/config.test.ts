import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { run, runReal } from './support/command.js';
import { login, plainPlace } from './support/place.js';

test.each([
  ['grant-migrate.config.json', '{"ignore":["old/"]}'],
  ['grant-migrate.config.mjs', 'export default { ignore: ["old/"] };'],
  ['grant-migrate.config.cjs', 'module.exports = { ignore: ["old/"] };'],
  ['package.json', '{"name":"app","grant-migrate":{"ignore":["old/"]}}'],
])('%s is read', (file, text) => {
  const place = plainPlace({ 'old/a.ts': login, 'b.ts': 'export {};\n', [file]: text });
  const ran = run(place, []);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toContain('No findings');
});

test('a baseline of the settings needs no option, and --update-baseline writes to it', () => {
  const place = plainPlace({ 'a.ts': login, 'grant-migrate.config.json': '{"baseline":"known.json"}' });
  expect(run(place, ['--update-baseline']).status).toBe(0);
  expect(run(place, []).stdout).toContain('1 known finding left out');
});

test('own caches are believed', () => {
  const files = {
    'token.ts': `export const token = () => remember('token', async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET });
  return fetch('https://auth.example.com/oauth/token', { method: 'POST', body });
});
`,
    'app/route.ts': "import { token } from '../token';\nexport const GET = async () => token();\n",
  };
  expect(runReal(plainPlace(files), []).stdout).toContain('A new token for each HTTP request');
  const place = plainPlace({ ...files, 'grant-migrate.config.json': '{"caches":["remember"]}' });
  expect(runReal(place, []).stdout).toContain('No findings');
});

test('a pattern that matches nothing is told, and hinders nothing', () => {
  const place = plainPlace({ 'a.ts': login, 'grant-migrate.config.json': '{"ignore":["gone/","*.vue"]}' });
  const ran = run(place, []);
  expect(ran.stderr).toContain('grant-migrate.config.json: "ignore" matches nothing with gone/, *.vue.');
  expect(ran.status).toBe(1);
});

test.each([
  ['{"presett":"strict"}', 'there is no setting "presett".\n       Did you mean preset?'],
  ['{"preset":"loud"}', '"preset" is "recommended" or "strict".'],
  ['{"ignore":"old/"}', '"ignore" is a list of patterns.'],
  ['{"caches":"remember"}', '"caches" is a list of names.'],
  ['[]', 'the settings must be an object.'],
  ['{', 'Cannot load grant-migrate.config.json'],
])('settings that cannot be right stop the run: %s', (text, message) => {
  const ran = run(plainPlace({ 'a.ts': login, 'grant-migrate.config.json': text }), []);
  expect(ran.stderr).toContain(message);
  expect(ran.status).toBe(2);
});

test('the published schema names the settings that are read', () => {
  const url = new URL('../config.schema.json', import.meta.url);
  const { properties } = JSON.parse(readFileSync(url, 'utf8')) as { properties: object };
  const text = JSON.stringify({ [Object.keys(properties).join('')]: 1 });
  const ran = run(plainPlace({ 'a.ts': login, 'grant-migrate.config.json': text }), []);
  expect(ran.stderr).toContain(`Known: ${Object.keys(properties).slice(1).join(', ')}.`);
  expect(Object.keys(properties)).toEqual([
    '$schema',
    'preset',
    'baseline',
    'ignore',
    'caches',
    'wrappers',
    'entryPoints',
  ]);
});
