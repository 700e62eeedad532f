// One version everywhere: what hooks and pipelines fetch is what this repository is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { everything } from './packed.js';
import { root } from './place.js';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifests = everything.map((folder) => JSON.parse(read(`${folder}/package.json`)));
const version: string = manifests[0].version;

test('all packages have one version, and need each other in it', () => {
  for (const { name, version: own, dependencies = {} } of manifests) {
    const ours = Object.entries(dependencies).filter(([other]) =>
      manifests.some(({ name }) => name === other),
    );
    expect([name, own, ...ours.map(([, range]) => range)]).toEqual([
      name,
      version,
      ...ours.map(() => version),
    ]);
  }
});

test.each([
  '.pre-commit-hooks.yaml',
  'action.yml',
  'templates/gitlab.yml',
  ...readdirSync(join(root, 'docs/recipes')).map((page) => `docs/recipes/${page}`),
])('%s names no other version', (file) => {
  const named = [
    ...read(file).matchAll(
      /(?:grant-migrate@v?|rev: v|grant-migrate\/v|^ *default: |_VERSION: )(\d[\d.]*\d)/gm,
    ),
  ];
  expect(named.map(([, found]) => found)).toEqual(named.map(() => version));
});

test.each(everything)('the changelog of %s begins with it', (folder) => {
  expect(/^## (.*)$/m.exec(read(`${folder}/CHANGELOG.md`))?.[1]).toBe(version);
});

test('changesets raise all packages together', () => {
  const { fixed } = JSON.parse(read('.changeset/config.json'));
  expect(fixed).toEqual([expect.arrayContaining(manifests.map(({ name }) => name))]);
});
