/** Memos that are made anew in each call: what they remember is gone when the call ends. */
import type { TSESTree } from '@typescript-eslint/types';
import { calledName, enclosingFunction, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';

/** Wrappers that remember in the function that they answer, and nowhere else. */
const IN_FUNCTION =
  /^(memoize|memoizee|memoizeOne|memoizeAsync|pMemoize|moize|mem|fastMemoize|microMemoize|once|onetime|pOnce|asyncOnce)$/;

/** `const memo = memoize(ask); return memo();` in a function: nobody else ever calls this memo. */
export function isForgotten(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  const home = enclosingFunction(call);
  if (!home || !IN_FUNCTION.test(calledName(call.callee) ?? '')) return false;
  const { parent } = call;
  if (isCalled(call)) return true;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const variable = context.bindings.variableOf(parent.id);
  const uses = variable ? context.bindings.referencesOf(variable).filter((one) => one !== parent.id) : [];
  return uses.length > 0 && uses.every((one) => isCalled(one) && enclosingFunction(one) === home);
}

const isCalled = (node: Node) => node.parent?.type === 'CallExpression' && node.parent.callee === node;
