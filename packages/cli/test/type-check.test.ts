import { expect, test } from '@jest/globals';
import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Project } from '@grant-migrate/analysis';
import { typeCheckOf } from '../dist/migration/types/type-check.js';
import { plainPlace, type Place } from './support/place.js';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

function projectOf(place: Place, changed: Record<string, string> = {}): Project {
  return {
    root: place.directory,
    files: [],
    read: (file) => changed[file] ?? place.read(file).toString(),
  };
}

function typed(files: Record<string, string>): Place {
  const place = plainPlace({ 'tsconfig.json': '{"compilerOptions":{"strict":true,"types":[]}}', ...files });
  symlinkSync(modules, `${place.directory}/node_modules`);
  return place;
}

test('counts the type errors of the planned text, not of the text on disk', () => {
  const place = typed({ 'a.ts': 'export const a: string = "";\n' });
  const { check, gaps } = typeCheckOf(place.directory, []);
  expect(check(projectOf(place), ['a.ts'])?.get('a.ts')).toEqual([]);
  const wrong = projectOf(place, { 'a.ts': 'export const a: string = 1;\n' });
  expect(check(wrong, ['a.ts'])?.get('a.ts')).toEqual([2322]);
  expect(gaps()).toEqual([]);
});

test('a package that the plan adds and nobody installed yet is no type error, any other is', () => {
  const place = typed({ 'a.ts': "import { a } from 'not-there';\nimport { b } from 'added';\na(b);\n" });
  const { check } = typeCheckOf(place.directory, ['added']);
  expect(check(projectOf(place), ['a.ts'])?.get('a.ts')).toEqual([2307]);
});

test.each([
  ['JavaScript only', {}, 'a.js', 'nothing that changes is TypeScript'],
  ['a component', {}, 'a.vue', 'components are not looked at'],
  [
    'a broken tsconfig',
    { 'tsconfig.json': '{ "compilerOptions": ' },
    'a.ts',
    'a.ts: its tsconfig.json cannot',
  ],
])('there is nothing to ask: %s', (_, files, file, why) => {
  const place = typed({ 'a.ts': '', 'a.js': '', 'a.vue': '', ...files });
  const { check, gaps } = typeCheckOf(place.directory, []);
  expect(check(projectOf(place), [file])).toBe(null);
  expect(gaps().join()).toContain(why);
});

test('there is nothing to ask: no TypeScript installed', () => {
  const place = plainPlace({ 'tsconfig.json': '{}', 'a.ts': '', 'b.ts': '' });
  const { check, gaps } = typeCheckOf(place.directory, []);
  expect(check(projectOf(place), ['a.ts', 'b.ts'])).toBe(null);
  expect(gaps()).toEqual(['a.ts and others: no TypeScript is installed here']);
});

test('packages of a monorepo are looked at one by one; what has no tsconfig.json is named', () => {
  const place = plainPlace({
    'one/tsconfig.json': '{"compilerOptions":{"types":[]}}',
    'one/a.ts': '',
    'b.ts': '',
  });
  symlinkSync(modules, `${place.directory}/node_modules`);
  const { check, gaps } = typeCheckOf(place.directory, []);
  const found = check(projectOf(place, { 'one/a.ts': 'export const a: string = 1;\n' }), [
    'one/a.ts',
    'b.ts',
  ]);
  expect([...found!]).toEqual([['one/a.ts', [2322]]]);
  expect(gaps()).toEqual(['b.ts: no tsconfig.json is above it']);
});
