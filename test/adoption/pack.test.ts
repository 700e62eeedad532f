// All packages as they would be published, in a project that has nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { everything, pack, project } from './packed.js';
import { must, place, removeAll, root, type Place } from './place.js';
import { getToken, login, loop } from './sources.js';

const manifests = everything.map((folder) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
);

let tarballs: string[];
let here: Place;
beforeAll(() => {
  tarballs = pack(everything);
  // Linked, a package finds what it names itself and nothing else, as with pnpm; what runs so runs in a flat tree, too.
  here = project(['--install-strategy=linked', ...tarballs, 'eslint@10'], {
    '.gitignore': 'node_modules\n',
    'src/token.js': getToken,
    'src/sync.js': loop,
    'src/login.js': login,
    'eslint.config.mjs': `import grantMigrate from 'eslint-plugin-grant-migrate';

export default [grantMigrate.configs.recommended];
`,
  });
}, 120_000);
afterAll(removeAll);

test.each(manifests.map((manifest) => [manifest.name, manifest]))(
  '%s runs no script when it is installed',
  (name, { scripts = {} }) => {
    const installed = JSON.parse(here.read(`node_modules/${name}/package.json`));
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'])
      expect([scripts[script], installed.scripts?.[script]]).toEqual([undefined, undefined]);
    const lock = JSON.parse(here.read('node_modules/.package-lock.json'));
    expect(lock.packages[`node_modules/${name}`]).not.toHaveProperty('hasInstallScript');
  },
);

test.each(manifests.map(({ name }, index) => [name, everything[index] as string]))(
  '%s carries its licence, what it is and what changed, and says where it comes from',
  (name, directory) => {
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
      expect(here.read(`node_modules/${name}/${file}`)).toBe(
        readFileSync(join(root, file === 'LICENSE' ? '' : directory, file), 'utf8'),
      );
    // What a registry compares the provenance of a package with.
    const { repository } = JSON.parse(here.read(`node_modules/${name}/package.json`));
    expect(repository).toMatchObject({ type: 'git', directory });
  },
);

test('publint finds nothing to mend in the tarballs', () => {
  const publint = join(root, 'node_modules/.bin/publint');
  for (const tarball of tarballs)
    expect(place().run(publint, ['run', tarball, '--strict'])).toMatchObject({
      status: 0,
      output: expect.stringContaining('All good!'),
    });
});

describe('the command', () => {
  const command = (...args: string[]) => here.run('npx', ['--no-install', 'grant-migrate', ...args]);

  test('tells its version', () => {
    expect(command('--version').output).toContain(manifests[2].version);
  });

  test('checks', () => {
    const { status } = command('check', '--format', 'json', '--output', 'report.json');
    const { findings } = JSON.parse(here.read('report.json'));
    const places = findings.map(({ file, ruleId }: Record<string, string>) => `${file} ${ruleId}`);
    expect(places).toEqual(
      expect.arrayContaining(['src/login.js no-password-grant', 'src/sync.js no-token-request-in-loop']),
    );
    expect(status).toBe(1);
  });

  test('shows the rewrite and writes nothing', () => {
    const { output } = command('migrate', '--to', 'cached-client');
    expect(output).toContain('+++ b/src/token.js');
    expect(here.read('src/token.js')).toBe(getToken);
  });
});

test('the ESLint plugin finds the same', () => {
  const { status, output } = here.run('npx', ['--no-install', 'eslint', '.']);
  expect(output).toMatch(/src.login\.js\n +2:\d+ +error .*grant-migrate\/no-password-grant/);
  expect(output).toContain('grant-migrate/no-token-request-in-loop');
  expect(status).toBe(1);
});

test.each(['import', 'require'])('the token client answers to %s', (how) => {
  const load =
    how === 'import'
      ? "import('@grant-migrate/token-client')"
      : "Promise.resolve(require('@grant-migrate/token-client'))";
  here.write('load.cjs', `${load}.then((client) => console.log(Object.keys(client).length > 0));\n`);
  expect(must(here, 'node', 'load.cjs')).toBe('true\n');
});
