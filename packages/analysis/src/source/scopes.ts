/** Which name stands for which variable. */
import { createRequire } from 'node:module';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

type Analyzer = typeof import('@typescript-eslint/scope-manager');

let analyzer: Analyzer | undefined;

/**
 * The scopes of a module. The analyzer is loaded at the first call: its hundred files take longer to load than a clean
 * repository takes to check, and a clean repository never needs them.
 */
export function analyzeScopes(program: TSESTree.Program): ScopeManager {
  analyzer ??= createRequire(import.meta.url)('@typescript-eslint/scope-manager') as Analyzer;
  // No library types: their hundreds of variables a file cost more than the rest and serve only type names.
  return analyzer.analyze(program, { sourceType: 'module', lib: [], childVisitorKeys: visitorKeys });
}
