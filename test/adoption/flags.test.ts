// Every command line that the recipes, the hook, the action and the template show is one that the command takes.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from './place.js';

const files = [
  '.pre-commit-hooks.yaml',
  'action.yml',
  'templates/gitlab.yml',
  ...readdirSync(join(root, 'docs/recipes')).map((page) => `docs/recipes/${page}`),
];
/** npx's and npm's own. */
const foreign = ['--no-install', '--yes', '--save-dev'];

function flagsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
    .replaceAll('\\\n', ' ')
    .replace(/\b(?:hook|git) .*--\w+/g, '')
    // Its own flags stand behind the command that it runs.
    .replace(/\bmulti-gitter run ("[^"]*").*/g, '$1');
  return [...text.matchAll(/(?<=[\s(`'"])--[a-z][a-z-]+/g)].map(([flag]) => flag);
}

function flagsInHelp(command: string): string[] {
  const bin = join(root, 'packages/cli/bin/grant-migrate.js');
  const { stdout } = spawnSync(process.execPath, [bin, command, '--help'], { encoding: 'utf8' });
  return [...stdout.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag);
}

test('the flags of every page and file are flags of the command', () => {
  const known = new Set(['check', 'migrate', 'merge'].flatMap(flagsInHelp));
  const used = files.flatMap((file) => flagsOf(file).map((flag) => ({ file, flag })));
  expect(used).toContainEqual({ file: 'action.yml', flag: '--since' });
  expect(used.filter(({ flag }) => !known.has(flag) && !foreign.includes(flag))).toEqual([]);
});
