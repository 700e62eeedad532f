/** Moving about in a tree. The tree is ESTree as typescript-eslint shapes it; only its visitor keys are followed. */
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { Span } from '../facts.js';

type Node = TSESTree.Node;
type Fields = Record<string, Node | (Node | null)[] | null | undefined>;

const NONE: readonly string[] = [];

/** The names of a node's fields that hold child nodes, in source order; none for a type of node that nobody knows. */
function childKeys(node: Node): readonly string[] {
  return visitorKeys[node.type] ?? NONE;
}

/** What to do at each node. `enter` answers `false` to leave the node's children (and its `leave`) out. */
export interface Visitor {
  enter?(node: Node): boolean | void;
  leave?(node: Node): void;
}

/** Visits `root` and everything below it, in source order. */
export function walk(root: Node, visitor: Visitor): void {
  if (visitor.enter?.(root) === false) return;
  forEachChild(root, (child) => walk(child, visitor));
  visitor.leave?.(root);
}

/** Calls `visit` with each child node, in source order. Stops at the first child for which it answers `true`, and says so. */
export function forEachChild(node: Node, visit: (child: Node) => boolean | void): boolean {
  const fields = node as unknown as Fields;
  for (const key of childKeys(node)) {
    const value = fields[key];
    if (Array.isArray(value)) {
      // Holes of array patterns are null.
      for (const child of value) if (child && visit(child) === true) return true;
    } else if (value && visit(value) === true) return true;
  }
  return false;
}

/** The first node at or below `root` that `test` accepts, in source order. */
export function findNode(root: Node, test: (node: Node) => boolean): Node | undefined {
  if (test(root)) return root;
  let found: Node | undefined;
  forEachChild(root, (child) => (found = findNode(child, test)) !== undefined);
  return found;
}

/** The node's parents, nearest first, the program last. */
export function* ancestors(node: Node): Generator<Node, void, undefined> {
  for (let parent = node.parent as Node | undefined; parent; parent = parent.parent as Node | undefined)
    yield parent;
}

/** The node's place in the text. */
export function nodeSpan(node: Node): Span {
  return { start: node.range[0], end: node.range[1] };
}

/** The node as the source writes it. */
export function nodeText(text: string, node: Node): string {
  return text.slice(node.range[0], node.range[1]);
}

/**
 * Gives every node below `program` its `parent` and answers how many levels deep the tree is. Keeps its own stack, so that
 * it serves trees of any depth: a sum of ten thousand terms is as deep as it is long.
 */
export function linkParents(program: TSESTree.Program): number {
  let deepest = 0;
  let level: Node[] = [program];
  while (level.length > 0) {
    deepest++;
    const next: Node[] = [];
    for (const node of level) {
      const fields = node as unknown as Fields;
      for (const key of childKeys(node)) {
        const value = fields[key];
        if (Array.isArray(value)) {
          for (const child of value) {
            if (!child) continue;
            child.parent = node as never;
            next.push(child);
          }
        } else if (value) {
          value.parent = node as never;
          next.push(value);
        }
      }
    }
    level = next;
  }
  return deepest;
}
