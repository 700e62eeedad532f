/** Objects that are filled after they are made: `const api = {}; api.getToken = async () => { … }`. */
import type { TSESTree } from '@typescript-eslint/types';
import { initialValue, memberPath, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { wrappedFunction } from './names.js';
import { addClass } from './object-classes.js';

/** The functions that are put on such an object are its methods. */
export function readNamespace(context: FileContext, node: TSESTree.AssignmentExpression): void {
  const chain = memberPath(node.left);
  const fn = wrappedFunction(node.right);
  const [name] = chain?.path ?? [];
  if (!fn || chain?.root.type !== 'Identifier' || chain.path.length !== 1 || name === undefined) return;
  const object = madeAs(context, chain.root);
  if (!object) return;
  const known = context.classNodes.get(object);
  const fact = known === undefined ? addClass(context, object, chain.root.name) : context.classes[known]!;
  fact.methods[name] ??= context.functionId(fn);
}

/** The literal that a name is declared with, `module.exports = {}` included. */
function madeAs(context: FileContext, name: TSESTree.Identifier): Node | null {
  const made = initialValue(context.bindings, name);
  if (!made) return null;
  let at: Node = unwrap(made);
  while (at.type === 'AssignmentExpression') at = unwrap(at.right);
  return at.type === 'ObjectExpression' ? at : null;
}
