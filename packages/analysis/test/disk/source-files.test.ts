import { expect, test } from '@jest/globals';
import { isSourceFile } from '../../src/disk/source-files.js';

test.each(['src/login.ts', 'src/Login.vue', 'history/login.js', '.storybook/login.tsx'])(
  '%s is a source file',
  (file) => {
    expect(isSourceFile(file)).toBe(true);
  },
);

test.each([
  'node_modules/a/index.js',
  '.history/src/login_20240101120000.js',
  'src/login.d.ts',
  'src/login.json',
])('%s is none', (file) => {
  expect(isSourceFile(file)).toBe(false);
});
