// The hook for pre-commit, run by prek, which reads the same files.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { command, pack, project } from './packed.js';
import { must, place, removeAll, root, type Place, type Ran } from './place.js';
import { blocksOf } from './recipe.js';
import { login } from './sources.js';

const config = '.pre-commit-config.yaml';
const [ofRepository, ofItsOwn] = blocksOf('pre-commit.md').map(([, text]) => text);

/** prek with everything it keeps in this folder; the second test fills it with an environment. */
let kept: Place;
const prek = (here: Place, ...args: string[]): Ran =>
  here.run(join(root, 'node_modules/.bin/prek'), args, { PREK_HOME: kept.directory });

let tarballs: string[];
beforeAll(() => {
  kept = place();
  tarballs = pack(command);
}, 120_000);
afterAll(removeAll);

/** The files as the published repository has them, at the tag that the recipe names. */
function published(): string {
  const repository = place();
  for (const file of ['.pre-commit-hooks.yaml', 'package.json'])
    copyFileSync(join(root, file), join(repository.directory, file));
  must(repository, 'git', 'init', '--quiet', '--initial-branch=main');
  must(repository, 'git', 'add', '--all');
  must(repository, 'git', 'commit', '--quiet', '-m', 'release');
  must(repository, 'git', 'tag', parse(ofRepository!).repos[0].rev);
  return repository.directory;
}

function withHook(here: Place, text: string): void {
  here.write('.gitignore', 'node_modules\n');
  here.write(config, text);
  must(here, 'git', 'init', '--quiet', '--initial-branch=main');
  must(here, 'git', 'add', '--all');
  must(here, 'git', 'commit', '--quiet', '-m', 'start');
  expect(prek(here, 'install')).toMatchObject({ status: 0 });
}

const commit = (here: Place) => here.run('git', ['commit', '-m', 'change'], { PREK_HOME: kept.directory });

/** A commit with a password grant is stopped; with only the harmless half of the file staged it is not. */
function expectGuarded(here: Place): void {
  here.write('src/login.js', login);
  must(here, 'git', 'add', 'src/login.js');
  const refused = commit(here);
  expect(refused.output).toContain('no-password-grant');
  expect(refused.status).toBe(1);

  must(here, 'git', 'rm', '--quiet', '--cached', 'src/login.js');
  here.write('src/login.js', 'export {};\n');
  must(here, 'git', 'add', 'src/login.js');
  here.write('src/login.js', login);
  expect(commit(here)).toMatchObject({ status: 0, output: expect.stringMatching(/grant-migrate\.+Passed/) });
  expect(here.read('src/login.js')).toBe(login);

  here.write('notes.md', 'grant_type=password\n');
  must(here, 'git', 'add', 'notes.md');
  expect(commit(here).output).toMatch(/grant-migrate\.+\(no files to check\)Skipped/);
}

test('the manifest is valid', () => {
  const manifest = join(root, '.pre-commit-hooks.yaml');
  expect(prek(place(), 'validate-manifest', manifest)).toMatchObject({ status: 0 });
});

test('the hook of the repository runs what the project has installed', () => {
  const here = project(tarballs);
  const { repo } = parse(ofRepository!).repos[0];
  withHook(here, ofRepository!.replace(repo, `file://${published()}`));
  expectGuarded(here);
}, 120_000);

test('the hook in an environment of its own needs nothing of the project', () => {
  const here = place();
  // Not published yet, they are installed side by side; what one of them would bring to the others has to be named.
  const { dependencies } = JSON.parse(readFileSync(join(root, 'packages/analysis/package.json'), 'utf8'));
  const brought = Object.entries(dependencies).map(([name, range]) => `${name}@${range}`);
  const packages = [...brought, ...tarballs.map((tarball) => `file:${tarball}`)];
  withHook(here, ofItsOwn!.replace("['grant-migrate@0.1.0']", JSON.stringify(packages)));
  expectGuarded(here);
}, 120_000);
