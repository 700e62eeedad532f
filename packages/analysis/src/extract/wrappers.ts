/** Functions that a wrapper is given, and what it makes of them. */
import type { Ref } from '../facts.js';
import { unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { wrappedFunction } from './names.js';
import { returnedRef } from './refs.js';
import { argumentRole } from './roles.js';

/**
 * `withToken(async (token, id) => …)`: what the wrapper makes of the function that it is given. The name that it is bound to stands
 * for the function, and for this.
 */
export function madeByWrapper(context: FileContext, given: Node): Ref | null {
  const node = unwrap(given);
  if (node.type === 'Identifier') {
    const definition = context.bindings.variableOf(node)?.defs[0];
    const declared = definition?.node as Node | undefined;
    return definition?.type === 'Variable' &&
      declared?.type === 'VariableDeclarator' &&
      declared.id === definition.name &&
      declared.init
      ? madeByCall(context, unwrap(declared.init))
      : null;
  }
  return madeByCall(context, node);
}

function madeByCall(context: FileContext, node: Node): Ref | null {
  if (node.type !== 'CallExpression' || !wrappedFunction(node)) return null;
  if (argumentRole(context, node, 0).kind === 'memo') return null;
  return returnedRef(context, node, unwrap(node.callee), 0);
}
