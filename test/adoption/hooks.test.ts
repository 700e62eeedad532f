// The recipes for hook managers, each in a git repository of its own, with real commits.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { command, pack, project } from './packed.js';
import { must, place, removeAll, type Place } from './place.js';
import { blocksOf } from './recipe.js';
import { getToken, login, loop } from './sources.js';

/** What each page says to run once; in the page's own words where a project has the manager already. */
const managers: [page: string, setUp: (here: Place) => void][] = [
  [
    'git-hook.md',
    (here) => {
      must(here, 'chmod', '+x', '.githooks/pre-commit');
      must(here, 'git', 'config', 'core.hooksPath', '.githooks');
    },
  ],
  ['husky.md', (here) => must(here, 'npx', '--no-install', 'husky')],
  ['lefthook.md', (here) => must(here, 'npx', '--no-install', 'lefthook', 'install')],
  [
    'lint-staged.md',
    (here) => here.write('.git/hooks/pre-commit', '#!/bin/sh\nnpx --no-install lint-staged\n', 0o755),
  ],
  ['simple-git-hooks.md', (here) => must(here, 'npx', '--no-install', 'simple-git-hooks')],
];

let installed: Place;
beforeAll(() => {
  const released = ['husky@9', 'lefthook@2', 'lint-staged@16', 'simple-git-hooks@2'];
  installed = project([...pack(command), ...released, '--ignore-scripts']);
}, 180_000);
afterAll(removeAll);

function repository(page: string, setUp: (here: Place) => void): Place {
  const here = place({
    'package.json': '{ "name": "app", "private": true }\n',
    '.gitignore': 'node_modules\n',
    ...Object.fromEntries(blocksOf(page)),
    'src/token.js': getToken,
  });
  symlinkSync(join(installed.directory, 'node_modules'), join(here.directory, 'node_modules'), 'junction');
  must(here, 'git', 'init', '--quiet', '--initial-branch=main');
  setUp(here);
  must(here, 'git', 'add', '--all');
  must(here, 'git', 'commit', '--quiet', '--no-verify', '-m', 'start');
  return here;
}

describe.each(managers)('%s', (page, setUp) => {
  let here: Place;
  beforeEach(() => {
    here = repository(page, setUp);
  });
  const commit = () => here.run('git', ['commit', '-m', 'change']);
  const state = () => must(here, 'git', 'status', '--porcelain') + must(here, 'git', 'diff', 'HEAD');

  test('a password grant that is staged stops the commit, although the work tree is mended', () => {
    here.write('src/login.js', login);
    must(here, 'git', 'add', 'src/login.js');
    here.write('src/login.js', 'export {};\n');
    const before = state();
    const { status, output } = commit();
    expect(output).toContain('no-password-grant');
    expect(status).not.toBe(0);
    expect(state()).toBe(before);
  });

  test('a password grant that is not staged does not, and stays as it is', () => {
    here.write('src/login.js', 'export {};\n');
    must(here, 'git', 'add', 'src/login.js');
    here.write('src/login.js', login);
    const { status, output } = commit();
    expect([status, output]).toEqual([0, expect.not.stringContaining('no-password-grant')]);
    expect(here.read('src/login.js')).toBe(login);
    expect(must(here, 'git', 'show', 'HEAD:src/login.js')).toBe('export {};\n');
  });

  test('a loop around a helper of another file, which is not staged, stops it', () => {
    here.write('src/sync.js', loop);
    must(here, 'git', 'add', 'src/sync.js');
    const { status, output } = commit();
    expect(output).toContain('no-token-request-in-loop');
    expect(status).not.toBe(0);
  });
});

test('git commit with file names makes an index of its own, and the hook reads that one', () => {
  const [page, setUp] = managers[0]!;
  const here = repository(page, setUp);
  here.write('src/token.js', `${getToken}// changed\n`);
  here.write('src/login.js', login);
  must(here, 'git', 'add', 'src/login.js');
  expect(here.run('git', ['commit', '-m', 'only this', 'src/token.js']).status).toBe(0);
  expect(here.run('git', ['commit', '-m', 'all', '--all']).output).toContain('no-password-grant');
});
