import type { FunctionNode, Node } from '../values/bindings.js';
import { isGetter } from '../values/getters.js';
import type { FileContext } from './context.js';
import { refOf } from './refs.js';

/** The function of this file that a callee calls. */
export function calledFunction(context: FileContext, callee: Node): FunctionNode | null {
  const ref = refOf(context, callee);
  if (ref?.kind === 'function') return context.functions[ref.fn] ?? null;
  if (ref?.kind === 'this' && ref.path.length === 1)
    return context.functions[context.classes[ref.cls]?.methods[ref.path[0]!] ?? 0] ?? null;
  if (ref?.kind === 'instance' && ref.cls.kind === 'local' && ref.path.length === 1) {
    return context.functions[context.classes[ref.cls.cls]?.methods[ref.path[0]!] ?? 0] ?? null;
  }
  return null;
}

/** The getter of this file that reading a member runs. */
export function readGetter(context: FileContext, node: Node): FunctionNode | null {
  const fn = node.type === 'MemberExpression' ? calledFunction(context, node) : null;
  return fn && isGetter(fn) ? fn : null;
}
