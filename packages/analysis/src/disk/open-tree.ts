/** The tree that a host's own parser made, when the analysis can read it. */
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { DEEPEST, bracketDepth } from '../source/nesting.js';
import { skipReason } from '../source/skip.js';
import type { SourceTree } from '../source/tree.js';
import type { OpenFile } from './live-project.js';

/**
 * Undefined for what must go through the own parser: files that are not worth a parse, offsets that do not count the byte
 * order mark, and trees whose scripts lie in nodes of another language (Svelte, Astro).
 */
export function foreignTree(file: string, open: OpenFile): SourceTree | undefined {
  const { text } = open;
  if (
    text.startsWith('\uFEFF') ||
    skipReason(file, text, () => false) !== null ||
    bracketDepth(text) > DEEPEST
  )
    return undefined;
  const tree = open.tree();
  if (!tree?.program.body.every(isStatement)) return undefined;
  return { file, text, program: tree.program, scopes: tree.scopes };
}

function isStatement(node: TSESTree.Node): boolean {
  return visitorKeys[node.type] !== undefined;
}
