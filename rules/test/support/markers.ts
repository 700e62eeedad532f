// What the rule of markers says of a text.
import { Linter } from 'eslint';
import plugin from '../../src/plugin.js';

export function markersIn(text: string): Linter.LintMessage[] {
  const config: Linter.Config = {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { 'grant-migrate': plugin },
    rules: { 'grant-migrate/no-unresolved-migration': 'error' },
  };
  return new Linter().verify(text, config);
}
