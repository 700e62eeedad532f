// The table of the security list names tests: each of them must be there, and every point must have one.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const folder = fileURLToPath(new URL('.', import.meta.url));
const fixtures = fileURLToPath(new URL('../../codemods/test/fixtures', import.meta.url));

const rows = readFileSync(`${folder}README.md`, 'utf8')
  .split('## The security list')[1]!
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').slice(1, -1));

test('every point of the list has its row, and no cell is empty', () => {
  const points = rows.map(([point]) => Number.parseInt(point!, 10)).filter((point) => !Number.isNaN(point));
  expect(points).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  for (const row of rows) expect(row.map((cell) => cell.trim())).not.toContain('');
});

test('every test that is named is there', () => {
  const sources = [folder, `${folder}support/`]
    .flatMap((from) => readdirSync(from).map((file) => from + file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('readme.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const known = new Set(readdirSync(fixtures).flatMap((kind) => readdirSync(`${fixtures}/${kind}`)));
  const modules = new Set(['sign-in', 'session', 'config', 'iss']);
  const named = rows.flatMap((row) => [...row.join('|').matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !sources.includes(name) && !known.has(name) && !modules.has(name))).toEqual(
    [],
  );
});
