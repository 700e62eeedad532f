// The linter of this repository: typescript-eslint's recommended rules and, once built, our own plugin on our own code.
import { existsSync } from 'node:fs';
import tseslint from 'typescript-eslint';
import globals from 'globals';

// A fresh clone is linted before it is built.
const built = new URL('rules/dist/index.js', import.meta.url);
const own = existsSync(built) ? [(await import(built)).default.configs.recommended] : [];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'packages/cli/bundle*/',
      '**/fixtures/',
      'test/apps/*/',
      'test/apps-pkce/*/',
      'coverage/',
      '**/*.generated.ts',
    ],
  },
  ...tseslint.configs.recommended,
  ...own,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  // Tests and benchmarks of a token client and of an authorization server request tokens in every way there is.
  {
    files: ['**/test/**', '**/bench/**'],
    rules: Object.fromEntries(Object.keys(own[0]?.rules ?? {}).map((rule) => [rule, 'off'])),
  },
);
