/** What a getter of an object answers: reading the member reads that. */
import { findNode } from '../source/walk.js';
import { enclosingFunction, type FunctionNode, type Node } from './bindings.js';

/** `get expired() { … }`, of a class or of an object. */
export const isGetter = ({ parent }: FunctionNode) =>
  (parent.type === 'Property' || parent.type === 'MethodDefinition') && parent.kind === 'get';

/** The expressions that the getter `get token() { return store.get('token'); }` returns; none for any other function. */
export function getterAnswers(fn: FunctionNode): Node[] {
  const holder = fn.parent;
  if (holder?.type !== 'Property' || holder.kind !== 'get') return [];
  const out: Node[] = [];
  findNode(fn.body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument && enclosingFunction(node) === fn)
      out.push(node.argument);
    return false;
  });
  return out;
}
