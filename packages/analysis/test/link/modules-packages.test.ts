import { describe, expect, test } from '@jest/globals';
import { project, sources } from './module-project.js';

describe('packages of the tree', () => {
  const { resolve } = project({
    ...sources(
      'packages/api/src/a.ts',
      'packages/core/src/index.ts',
      'packages/core/src/auth/token.ts',
      'packages/core/src/node.ts',
    ),
    ...sources(
      'packages/plain/index.js',
      'packages/plain/lib/x.js',
      'packages/built/dist/index.js',
      'packages/built/src/index.ts',
    ),
    ...sources(
      'tools/linked/main.ts',
      'apps/deep/odd-name/src/index.ts',
      'other/index.ts',
      'packages/excluded/index.ts',
    ),
    'package.json': {
      name: 'mono',
      workspaces: { packages: ['packages/*', '!packages/excluded', 'apps/**'] },
    },
    'packages/api/package.json': {
      name: '@org/api',
      dependencies: { '@org/tools': 'file:../../tools/linked' },
      imports: { '#auth/*': './dist/internal/*.js', '#core': '@org/core' },
    },
    'packages/api/src/internal/token.ts': '',
    'packages/core/package.json': {
      name: '@org/core',
      exports: {
        '.': { types: './dist/index.d.ts', import: './dist/index.js' },
        './auth/*': { node: { import: './dist/auth/*.js' } },
        './server': ['./dist/node.cjs'],
        './closed/*': null,
      },
    },
    'packages/plain/package.json': { name: 'plain', main: 'index' },
    'packages/built/package.json': { name: 'built', main: 'dist/index.js' },
    'packages/excluded/package.json': { name: 'excluded-name' },
    'tools/linked/package.json': { name: '@org/tools', main: './main.js' },
    'apps/deep/odd-name/package.json': { name: '@org/else' },
    'other/package.json': { name: 'other' },
  });
  test.each([
    ['@org/core', 'packages/core/src/index.ts'],
    ['@org/core/auth/token', 'packages/core/src/auth/token.ts'],
    ['@org/core/server', 'packages/core/src/node.ts'],
    ['@org/core/src/node', 'packages/core/src/node.ts'],
    ['@org/core/dist/node.js', 'packages/core/src/node.ts'],
    ['plain', 'packages/plain/index.js'],
    ['plain/lib/x', 'packages/plain/lib/x.js'],
    ['built', 'packages/built/src/index.ts'],
    ['@org/tools', 'tools/linked/main.ts'],
    ['@org/else', 'apps/deep/odd-name/src/index.ts'],
    ['other', 'other/index.ts'],
    ['@org/api/a', 'packages/api/src/a.ts'],
    ['#auth/token', 'packages/api/src/internal/token.ts'],
    ['#core', 'packages/core/src/index.ts'],
    ['#missing', null],
    ['excluded-name', null],
    ['@org/core/missing', null],
    ['@org/none', null],
  ])('%s is %s', (specifier, file) => {
    expect(resolve('packages/api/src/a.ts', specifier)).toBe(file);
  });

  test('pnpm’s list, and the nearer of two packages of a name', () => {
    const pnpm = project({
      ...sources(
        'one/libs/q/src/index.ts',
        'one/app/a.ts',
        'two/libs/q/src/index.ts',
        'two/app/a.ts',
        'libs/z/index.js',
      ),
      'pnpm-workspace.yaml':
        "# list\npackages:\n  # all\n  - '*/libs/*'\n  - libs/{y,z} # two\ncatalog:\n  - no\n",
      'one/libs/q/package.json': { name: 'shared' },
      'two/libs/q/package.json': { name: 'shared' },
      'libs/z/package.json': { name: 'named-z' },
    });
    expect(pnpm.resolve('one/app/a.ts', 'shared')).toBe('one/libs/q/src/index.ts');
    expect(pnpm.resolve('two/app/a.ts', 'shared')).toBe('two/libs/q/src/index.ts');
    expect(pnpm.resolve('two/app/a.ts', 'named-z')).toBe('libs/z/index.js');
  });
});
