/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{packages/*,rules,codemods}/test/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', '/dist/'],
  modulePathIgnorePatterns: ['/fixtures/', '/test/apps/[^/]+/', '/test/apps-pkce/[^/]+/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@grant-migrate/(analysis|token-client)$': '<rootDir>/packages/$1/src/index.ts',
    '^@grant-migrate/analysis/disk$': '<rootDir>/packages/analysis/src/disk/index.ts',
    '^@grant-migrate/codemods$': '<rootDir>/codemods/src/index.ts',
    '^eslint-plugin-grant-migrate$': '<rootDir>/rules/src/index.ts',
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  // A core would idle otherwise: on two, Jest takes one worker of itself, and the suite took twelve minutes in place of eight.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
