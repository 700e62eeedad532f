/** Each library of the catalog has one fixture, and the findings in it are the expected ones. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { analyzeProject } from '../../src/index.js';
import { LIBRARIES } from '../../src/catalog/index.js';
import { catalogTriggers } from '../../src/catalog/triggers.js';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** `node:http` stands in the folder `node-http`. */
const folderOf = (name: string) => name.replaceAll(':', '-');

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

function findingsIn(folder: string): string[] {
  const input = join(FIXTURES, folder, 'input');
  const read = (file: string) => {
    const path = join(input, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : { unreadable: 'ENOENT' };
  };
  const files = filesIn(input).filter((file) => !file.endsWith('.json'));
  const { findings } = analyzeProject({ root: input, files, read }, { preset: 'recommended' });
  return findings.map(
    (one) =>
      `${one.file}:${one.start.line} ${one.ruleId} ${one.severity} ${one.grant} ${one.client} ${one.actor}`,
  );
}

describe.each(readdirSync(FIXTURES))('%s', (folder) => {
  test(readFileSync(join(FIXTURES, folder, 'sentence.txt'), 'utf8').trim(), () => {
    const expected = join(FIXTURES, folder, 'expected.txt');
    const found = `${findingsIn(folder).join('\n')}\n`;
    if (process.env['UPDATE_FIXTURES']) writeFileSync(expected, found);
    expect(found).toBe(readFileSync(expected, 'utf8'));
  });
});

test('every library that makes token requests has a fixture', () => {
  const libraries = LIBRARIES.filter(
    (library) => library.calls || library.tokenCalls || library.implementsGrant,
  );
  expect(
    libraries.map((library) => folderOf(library.name)).filter((name) => !existsSync(join(FIXTURES, name))),
  ).toEqual([]);
});

test('every library names the documentation that it was written from', () => {
  expect(
    LIBRARIES.filter((library) => !library.docs.startsWith('https://')).map((library) => library.name),
  ).toEqual([]);
});

test('no trigger is so common that files of a program without token requests are parsed', () => {
  const sources = fileURLToPath(new URL('../../../../node_modules/eslint/lib', import.meta.url));
  const files = filesIn(sources).filter((file) => file.endsWith('.js'));
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => catalogTriggers().test(readFileSync(join(sources, file), 'utf8')))).toEqual(
    [],
  );
});
