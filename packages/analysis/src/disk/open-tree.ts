/** The file that a host has before it, and its own tree when the analysis can read that. */
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { DEEPEST, bracketDepth } from '../source/nesting.js';
import { skipReason } from '../source/skip.js';
import type { SourceTree } from '../source/tree.js';

/** The file that the host has before it. */
export interface OpenFile {
  /** Absolute, or a made-up name such as `<input>`. */
  path: string;
  /** With its byte order mark. */
  text: string;
  /** The host's own tree, asked for only when the text is not the one on disk. */
  tree(): Pick<SourceTree, 'program' | 'scopes'> | undefined;
}

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
