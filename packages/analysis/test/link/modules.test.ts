import { describe, expect, test } from '@jest/globals';
import { createModuleResolver } from '../../src/link/modules.js';
import { project, sources } from './module-project.js';

describe('relative imports', () => {
  const { resolve, root } = project({
    ...sources(
      'src/a.ts',
      'src/b.tsx',
      'src/c/index.ts',
      'src/d.vue',
      'src/e.mts',
      'src/f.service.ts',
      'src/g.js',
      'src/h.cts',
      'i.jsx',
      'index.ts',
      'src/j.d.ts',
    ),
    'src/data.json': {},
    'src/k/package.json': { main: './lib/main' },
    'src/k/lib/main.js': '',
  });
  test.each([
    ['./b', 'src/b.tsx'],
    ['./b.js', 'src/b.tsx'],
    ['./b.jsx', 'src/b.tsx'],
    ['./c', 'src/c/index.ts'],
    ['./c/', 'src/c/index.ts'],
    ['./c/index.js', 'src/c/index.ts'],
    ['./d.vue', 'src/d.vue'],
    ['./d', 'src/d.vue'],
    ['./e.mjs', 'src/e.mts'],
    ['./f.service', 'src/f.service.ts'],
    ['./g', 'src/g.js'],
    ['./h.cjs', 'src/h.cts'],
    ['./k', 'src/k/lib/main.js'],
    ['../i', 'i.jsx'],
    ['..', 'index.ts'],
    ['../', 'index.ts'],
    ['./b?worker', 'src/b.tsx'],
    ['raw-loader!./b', 'src/b.tsx'],
    ['./data.json', null],
    ['./missing', null],
    ['../../outside', null],
  ])('%s is %s', (specifier, file) => {
    expect(resolve('src/a.ts', specifier)).toBe(file);
  });

  test('from the root, and by a full path', () => {
    expect(resolve('src/a.ts', '/src/b')).toBe('src/b.tsx');
    expect(resolve('src/a.ts', `${root}/src/b`)).toBe('src/b.tsx');
    expect(resolve('index.ts', './src/b')).toBe('src/b.tsx');
  });

  test('beside its output a source is meant by sources, the output by scripts', () => {
    const both = project(sources('a.ts', 'b.ts', 'b.js', 'c.js'));
    expect(both.resolve('a.ts', './b')).toBe('b.ts');
    expect(both.resolve('a.ts', './b.js')).toBe('b.ts');
    expect(both.resolve('c.js', './b')).toBe('b.js');
  });

  test('output that is not there stands for its source', () => {
    const unbuilt = project(sources('bin/cli.js', 'src/cli/main.ts'));
    expect(unbuilt.resolve('bin/cli.js', '../dist/cli/main.js')).toBe('src/cli/main.ts');
    expect(unbuilt.resolve('bin/cli.js', '../dist/cli/main')).toBe('src/cli/main.ts');
  });
});

test('what lies outside is null', () => {
  const { resolve } = project(
    {
      ...sources('src/a.ts', 'src/fs.ts'),
      'node_modules/axios/index.js': '',
      'package.json': { name: 'app' },
    },
    ['node_modules/axios/index.js'],
  );
  for (const specifier of [
    'axios',
    'axios/lib/core',
    'node:fs',
    'fs',
    '@org/x',
    'https://x.test/a.js',
    'npm:axios',
    'virtual:a',
    '',
    '#a',
    '@',
    '~',
  ]) {
    expect([specifier, resolve('src/a.ts', specifier)]).toEqual([specifier, null]);
  }
});

describe('compiler settings', () => {
  test('paths, best match first, with comments and trailing commas', () => {
    const { resolve } = project({
      ...sources(
        'src/auth/token.ts',
        'src/auth/special.ts',
        'src/special/token.ts',
        'src/config/index.ts',
        'src/deep/a.ts',
        'fallback/x.ts',
        'gen/y.ts',
      ),
      'tsconfig.json': `{
        // aliases
        "compilerOptions": {
          "paths": {
            "@app/*": ["src/*"], /* "@app/*": ["old/*"], */
            "@app/auth/special": ["src/special/token.ts"],
            "config": ["./src/config"],
            "either/*": ["missing/*", "fallback/*"],
            "*/end": ["gen/*"],
          },
        },
      }`,
    });
    const from = (specifier: string) => resolve('src/deep/a.ts', specifier);
    expect(from('@app/auth/token')).toBe('src/auth/token.ts');
    expect(from('@app/auth/token.js')).toBe('src/auth/token.ts');
    expect(from('@app/auth/special')).toBe('src/special/token.ts');
    expect(from('config')).toBe('src/config/index.ts');
    expect(from('either/x')).toBe('fallback/x.ts');
    expect(from('y/end')).toBe('gen/y.ts');
  });

  test('a base URL, inherited and relative to where it is declared', () => {
    const { resolve } = project({
      ...sources('server/auth/token.ts', 'server/jobs/a.ts', 'tools/b.ts'),
      'config/base.json': { compilerOptions: { baseUrl: '../server' } },
      'tsconfig.json': { extends: './config/base' },
    });
    expect(resolve('server/jobs/a.ts', 'auth/token')).toBe('server/auth/token.ts');
    expect(resolve('tools/b.ts', 'auth/token')).toBe('server/auth/token.ts');
  });

  test('the nearest configuration wins, several are extended, one of them not installed', () => {
    const { resolve } = project({
      ...sources('packages/a/src/token.ts', 'packages/a/src/x.ts', 'src/token.ts', 'src/y.ts', 'shared/z.ts'),
      'tsconfig.json': { compilerOptions: { paths: { 'lib/*': ['./src/*'] } } },
      'packages/a/tsconfig.json': {
        extends: ['@tsconfig/node20/tsconfig.json', '@org/base', './paths.json'],
      },
      'packages/a/paths.json': { compilerOptions: { baseUrl: '.', paths: { 'lib/*': ['src/*'] } } },
      'node_modules/@org/base/tsconfig.json': {
        compilerOptions: { paths: { 'shared/*': ['${configDir}/../../shared/*'] } },
      },
    });
    expect(resolve('packages/a/src/x.ts', 'lib/token')).toBe('packages/a/src/token.ts');
    expect(resolve('src/y.ts', 'lib/token')).toBe('src/token.ts');
  });

  test('configDir is the folder of the configuration that extends', () => {
    const { resolve } = project({
      ...sources('packages/a/src/token.ts', 'packages/a/src/x.ts'),
      'base.json': { compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } },
      'packages/a/tsconfig.json': { extends: '../../base.json' },
    });
    expect(resolve('packages/a/src/x.ts', '@/token')).toBe('packages/a/src/token.ts');
  });

  test('references (Vite), circles, jsconfig, a broken file', () => {
    const { resolve } = project({
      ...sources(
        'web/src/token.ts',
        'web/src/a.ts',
        'js/src/token.js',
        'js/src/a.js',
        'broken/deep/src/token.ts',
        'broken/deep/a.ts',
      ),
      'web/tsconfig.json': { files: [], references: [{ path: './tsconfig.web.json' }, { path: '.' }] },
      'web/tsconfig.web.json': {
        extends: './tsconfig.json',
        compilerOptions: { paths: { 'web/*': ['./src/*'] } },
      },
      'js/jsconfig.json': { compilerOptions: { baseUrl: './src' } },
      'broken/tsconfig.json': '{ "compilerOptions": { "paths": ',
      'broken/deep/tsconfig.json': '[]',
    });
    expect(resolve('web/src/a.ts', 'web/token')).toBe('web/src/token.ts');
    expect(resolve('js/src/a.js', 'token')).toBe('js/src/token.js');
    expect(resolve('broken/deep/a.ts', '@/token')).toBe('broken/deep/src/token.ts');
  });
});

describe('conventions, where nothing is configured', () => {
  const { resolve } = project({
    ...sources(
      'web/src/auth/token.ts',
      'web/src/a.vue',
      'web/components/X.vue',
      'web/src/lib/y.ts',
      'server/token.ts',
    ),
    'web/package.json': { name: 'web' },
  });
  test.each([
    ['@/auth/token', 'web/src/auth/token.ts'],
    ['~/auth/token', 'web/src/auth/token.ts'],
    ['~/components/X.vue', 'web/components/X.vue'],
    ['~~/components/X', 'web/components/X.vue'],
    ['@@/components/X', 'web/components/X.vue'],
    ['$lib/y', 'web/src/lib/y.ts'],
    ['src/auth/token', 'web/src/auth/token.ts'],
    ['auth/token', 'web/src/auth/token.ts'],
    ['@/server/token', 'server/token.ts'],
    ['@/missing', null],
    ['auth', null],
  ])('%s is %s', (specifier, file) => {
    expect(resolve('web/src/a.vue', specifier)).toBe(file);
  });
});

test('listed files are found though they are not on disk', () => {
  const { resolve } = createModuleResolver({
    root: '/nowhere',
    files: ['src/a.ts', 'src/b.ts'],
    read: (file) => (file === 'package.json' ? '{ "name": "staged" }' : { unreadable: 'ENOENT' }),
  });
  expect(resolve('src/a.ts', './b.js')).toBe('src/b.ts');
  expect(resolve('src/a.ts', 'staged/b')).toBe('src/b.ts');
});
