/** Functions that a wrapper is given, and what it makes of them. */
import type { Ref } from '../facts.js';
import { initialValue, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { wrappedFunction } from './names.js';
import { returnedRef } from './refs.js';
import { isRemembered } from './roles.js';

/**
 * `withToken(async (token, id) => …)`: what the wrapper makes of the function that it is given. The name that it is bound to stands
 * for the function, and for this.
 */
export function madeByWrapper(context: FileContext, given: Node): Ref | null {
  const node = unwrap(given);
  const made = node.type === 'Identifier' ? initialValue(context.bindings, node) : node;
  return made ? madeByCall(context, unwrap(made)) : null;
}

function madeByCall(context: FileContext, node: Node): Ref | null {
  if (node.type !== 'CallExpression' || !wrappedFunction(node)) return null;
  if (isRemembered(context, node)) return null;
  return returnedRef(context, node, unwrap(node.callee), 0);
}
