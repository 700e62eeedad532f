/** Calls of functions that were handed in: `remember(key, load)` calls `load()` where its store has nothing. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Ref, Use } from '../facts.js';
import type { Node } from '../values/bindings.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import { guardsOf, homeFunction } from './guards.js';
import { refOf } from './refs.js';

/** `load()` of a function that was handed in. */
export const isHandedIn = (target: Ref) =>
  (target.kind === 'member' && target.method === '') ||
  (target.kind === 'instance' && target.cls.kind === 'named' && target.path.length === 0);

/** For a handed-in function that is called behind a guard: the parameters that the store is looked up by. */
export function keptBy(context: FileContext, call: Node, target: Ref): { keyedBy?: number[] } {
  const home = isHandedIn(target) ? homeFunction(call) : null;
  if (!home) return {};
  const reads = guardsOf(call, home).flatMap((guard) => guard.reads);
  const roots = reads.flatMap((read) => rootsOf(context.roots, read));
  const id = context.functionId(home);
  return {
    keyedBy: [
      ...new Set(roots.flatMap((root) => (root.kind === 'param' && root.fn === id ? [root.index] : []))),
    ],
  };
}

/** `createPusher({ getToken })`: who is handed the object, and where in it the function stands. */
export function hostOf(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  object: Node,
  member: string,
): Use['host'] | null {
  const index = (call.arguments as Node[]).indexOf(object);
  const ref = index < 0 || call.type === 'NewExpression' ? null : refOf(context, call.callee);
  return ref?.kind === 'function' || ref?.kind === 'import' || ref?.kind === 'instance'
    ? { ref, index, member }
    : null;
}
