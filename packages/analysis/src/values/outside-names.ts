/** What a callback takes from outside of it: a test of elements chooses by what it compares them with. */
import type { SourceTree } from '../source/tree.js';
import { forEachChild } from '../source/walk.js';
import { bindingsOf, memberPath, type FunctionNode, type Node } from './bindings.js';
import { within } from './patterns.js';

export const CHOOSES = /^(find|findLast|filter|findIndex|some|every)$/;

/** Property keys and labels are no values. */
export function isKey(node: Node): boolean {
  const parent = node.parent;
  return parent?.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand;
}

/** `accounts.find((account) => account.id === wanted.id)`: `wanted.id`. */
export function namesFromOutside(tree: SourceTree, test: FunctionNode): Node[] {
  const out: Node[] = [];
  const isOwn = (name: Node) => {
    const declared =
      name.type === 'Identifier' ? bindingsOf(tree).variableOf(name)?.defs[0]?.name : undefined;
    return declared === undefined || within(declared as Node, test);
  };
  const go = (node: Node): void => {
    const root = node.type === 'MemberExpression' ? memberPath(node)?.root : node;
    if (root?.type === 'Identifier') {
      if (!isOwn(root)) out.push(node);
      return;
    }
    forEachChild(node, (child) => {
      if (!isKey(child) && !(node.type === 'MemberExpression' && child === node.property && !node.computed))
        go(child);
    });
  };
  go(test.body);
  return out;
}
