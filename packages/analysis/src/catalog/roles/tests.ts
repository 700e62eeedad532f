import type { Library } from '../library.js';

const CASES = [
  'describe',
  'it',
  'test',
  'specify',
  'context',
  'suite',
  'before',
  'beforeEach',
  'beforeAll',
  'after',
  'afterEach',
  'afterAll',
  'setup',
  'teardown',
  'Given',
  'When',
  'Then',
  'Before',
  'BeforeAll',
  'After',
  'fixture',
  'step',
  'scenario',
  'group',
];

/** What only the code of a suite imports, its helpers included: they sign in for the tests wherever they lie. */
export const TEST_RUNNERS = [
  '@playwright/test',
  '@cucumber/cucumber',
  '@jest/globals',
  '@wdio/globals',
  'cypress',
  'codeceptjs',
  'mocha',
  'nightwatch',
  'node:test',
  'supertest',
  'testcafe',
  'vitest',
  'webdriverio',
] as const;

export const tests: Library = {
  name: 'tests',
  docs: 'https://jestjs.io/docs/api',
  roles: [
    { role: 'test', callee: CASES },
    {
      role: 'test',
      member: [
        'only',
        'skip',
        'each',
        'serial',
        'step',
        'beforeEach',
        'beforeAll',
        'describe',
        'extend',
        'concurrent',
      ],
      receiver: /^(describe|it|test|suite|t|base)$/,
    },
    { role: 'test', member: ['add', 'overwrite', 'addAll'], receiver: /Cypress\.Commands$|^Commands$/ },
    { role: 'test', member: ['task'], receiver: /^on$/ },
  ],
};
