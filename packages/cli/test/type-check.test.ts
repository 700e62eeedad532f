import { expect, test } from '@jest/globals';
import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Project } from '@grant-migrate/analysis';
import { typeCheckOf } from '../dist/migration/type-check.js';
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
  const check = typeCheckOf(place.directory, []);
  expect(check(projectOf(place), ['a.ts'])?.get('a.ts')).toBe(0);
  expect(check(projectOf(place, { 'a.ts': 'export const a: string = 1;\n' }), ['a.ts'])?.get('a.ts')).toBe(1);
});

test('a package that the plan adds and nobody installed yet is no type error, any other is', () => {
  const place = typed({ 'a.ts': "import { a } from 'not-there';\nimport { b } from 'added';\na(b);\n" });
  expect(typeCheckOf(place.directory, ['added'])(projectOf(place), ['a.ts'])?.get('a.ts')).toBe(1);
});

test.each([
  ['JavaScript only', {}, 'a.js'],
  ['a broken tsconfig', { 'tsconfig.json': '{ "compilerOptions": ' }, 'a.ts'],
])('there is nothing to ask: %s', (_, files, file) => {
  const place = typed({ 'a.ts': '', 'a.js': '', ...files });
  expect(typeCheckOf(place.directory, [])(projectOf(place), [file])).toBe(null);
});

test('there is nothing to ask: no TypeScript installed', () => {
  const place = plainPlace({ 'tsconfig.json': '{}', 'a.ts': '' });
  expect(typeCheckOf(place.directory, [])(projectOf(place), ['a.ts'])).toBe(null);
});
