/** What a project says of its own functions. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const files = (body: string) => ({
  'token.js': TOKEN,
  'lib.js':
    'export const remember = () => {}; export const withSpan = () => {}; export const cache = {}; export const bus = {};',
  'use.js': `import { getToken } from './token.js';
import { remember, cache, bus, withSpan } from './lib.js';
${body}`,
});

test.each([
  ['remember', "remember('token', () => getToken())"],
  ['remember', "remember('token', getToken)"],
  ['cache.keep', "cache.keep('token', () => getToken())"],
  ['keep', "cache.keep('token', () => getToken())"],
])('%s as a cache keeps what it is given: %s', (name, call) => {
  const program = files(
    `export async function run(all) { for (const one of all) { await ${call}; /*@loop*/ } }\nrun([]);`,
  );
  expect(saidOf(program)).toEqual(['loop@loop', 'reuse@token']);
  expect(saidOf(program, { caches: [name] })).toEqual([]);
  expect(saidOf(program, { caches: ['other', 'store.keep'] })).toEqual(['loop@loop', 'reuse@token']);
});

test('a wrapper answers what the function given to it answers', () => {
  const program = files(`let known;
export async function GET() {
  known ??= await withSpan('token', () => getToken());
  return known;
}`);
  const route = { ...program, 'app/route.js': program['use.js'].replaceAll("'./", "'../"), 'use.js': '' };
  expect(saidOf(route, { wrappers: ['withSpan'] })).toEqual([]);
  const uncached = { ...route, 'app/route.js': route['app/route.js'].replace('known ??= ', 'known = ') };
  expect(saidOf(uncached, { wrappers: ['withSpan'] })).toEqual(['reuse@token']);
});

test('an entry point by name, and a function that takes handlers', () => {
  const named = files('export async function perform() { return getToken(); }');
  const certain = (program: Record<string, string>, entryPoints: string[]) =>
    saidOf(program, { preset: 'recommended', entryPoints });
  expect(certain(named, ['perform'])).toEqual(['reuse@token']);
  const handled = files("bus.subscribe('order', async (order) => { await getToken(); });");
  expect(saidOf(handled)).toEqual([]);
  expect(certain(handled, ['bus.subscribe'])).toEqual(['reuse@token']);
  expect(certain(handled, ['bus.publish'])).toEqual([]);
});
