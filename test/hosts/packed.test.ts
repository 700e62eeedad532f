// The packed plugin in fresh projects: three versions of ESLint, TypeScript 5, 7 and none.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshProject, pack, removeAll, type FreshProject } from './fresh-project.js';

const sources = {
  'src/token.js': `const axios = require('axios');
async function getToken() {
  const res = await axios.post('https://acme.okta.com/oauth2/v1/token', new URLSearchParams({
    grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS,
  }));
  return res.data.access_token;
}
module.exports = { getToken };
`,
  'src/sync.js': `const { getToken } = require('./token');
async function sync(orders) {
  for (const order of orders) {
    await send(order, await getToken());
  }
}
sync(process.argv.slice(2));
`,
};
const found = [
  'src/sync.js:4 grant-migrate/no-token-request-in-loop',
  'src/token.js:3 grant-migrate/no-password-grant',
  'src/token.js:3 grant-migrate/require-token-reuse',
];

const defined = `import { defineConfig } from 'eslint/config';
import grantMigrate from 'eslint-plugin-grant-migrate';

export default defineConfig(
  { files: ['src/*.js'], plugins: { 'grant-migrate': grantMigrate }, extends: ['grant-migrate/recommended'] },
);
`;
const types = `${defined}
export const strict = defineConfig(grantMigrate.configs.strict, {
  extends: [grantMigrate.configs.recommended],
  rules: { 'grant-migrate/require-token-reuse': ['error', { minimum: 'error' }] },
});
`;
const compilerOptions = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2022'],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  types: [],
};
const tsconfig = (...files: string[]) => JSON.stringify({ compilerOptions, files });

let eslintrc: FreshProject;
let compiler5: FreshProject;
let compiler7: FreshProject;
beforeAll(async () => {
  const packed = await pack();
  [eslintrc, compiler5, compiler7] = await Promise.all([
    freshProject(['eslint@8.57', ...packed], sources),
    freshProject(['eslint@9', 'typescript@5.4', ...packed], { ...sources, 'eslint.config.mjs': defined }),
    freshProject(['eslint@10', 'typescript@7', 'compiler-6@npm:typescript@6', ...packed], {
      ...sources,
      'eslint.config.mjs': defined,
    }),
  ]);
}, 240_000);
afterAll(removeAll);

describe('ESLint 8.57 without TypeScript', () => {
  test('no TypeScript comes with the plugin', () => {
    expect([
      eslintrc.has('node_modules/eslint-plugin-grant-migrate'),
      eslintrc.has('node_modules/typescript'),
    ]).toEqual([true, false]);
  });

  test('the old configuration', () => {
    const config = {
      root: true,
      extends: ['plugin:grant-migrate/legacy-recommended'],
      parserOptions: { ecmaVersion: 2022 },
    };
    eslintrc.write('.eslintrc.json', JSON.stringify(config));
    expect(eslintrc.lint(['src'])).toEqual(found);
  });

  test('the flat configuration', () => {
    eslintrc.write(
      'eslint.config.cjs',
      `module.exports = [require('eslint-plugin-grant-migrate').configs.recommended];\n`,
    );
    expect(eslintrc.lint(['-c', 'eslint.config.cjs', 'src'], { ESLINT_USE_FLAT_CONFIG: 'true' })).toEqual(
      found,
    );
  });
});

describe('ESLint 9 with TypeScript 5', () => {
  test('defineConfig with extends', () => expect(compiler5.lint()).toEqual(found));

  test('the types are assignable', () => {
    compiler5.write('config.mts', types);
    compiler5.write('tsconfig.json', tsconfig('config.mts'));
    expect(compiler5.run('tsc', ['-p', '.'])).toEqual({ status: 0, output: '' });
  });
});

describe('ESLint 10 with TypeScript 7', () => {
  test('defineConfig with extends', () => expect(compiler7.lint()).toEqual(found));

  test('several threads', () => expect(compiler7.lint(['--concurrency', '2', '.'])).toEqual(found));

  test('the cache', () => {
    const lint = () => compiler7.lint(['--cache', '.']);
    expect([lint(), lint()]).toEqual([found, found]);
  });

  test('the types are assignable, also those of require', () => {
    compiler7.write('config.mts', types);
    const required = `import grantMigrate = require('eslint-plugin-grant-migrate');
export const severity: 'error' = grantMigrate.configs.recommended.rules['grant-migrate/no-password-grant'];
`;
    compiler7.write('config.cts', required);
    compiler7.write('tsconfig.json', tsconfig('config.mts', 'config.cts'));
    expect(compiler7.run('tsc', ['-p', '.'])).toEqual({ status: 0, output: '' });
  });

  test('TypeScript 6 agrees', () => {
    compiler7.write('config.mts', types);
    compiler7.write('tsconfig.json', tsconfig('config.mts'));
    expect(compiler7.run('../compiler-6/bin/tsc', ['-p', '.'])).toEqual({ status: 0, output: '' });
  });
});
