/** One parsed file: the only form in which later stages see source text. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ScopeManager } from '@typescript-eslint/scope-manager';

export interface SourceTree {
  /** Posix path from the project's root. */
  file: string;
  /** The whole text of the file, script blocks and all; every span is an offset into it. */
  text: string;
  /** ESTree program whose nodes have `parent` and `range` (offsets into `text`). */
  program: TSESTree.Program;
  scopes: ScopeManager;
}
