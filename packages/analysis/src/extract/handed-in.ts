/** Calls of functions that were handed in: `remember(key, load)` calls `load()` where its store has nothing. */
import type { Ref } from '../facts.js';
import type { Node } from '../values/bindings.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import { guardsOf, homeFunction } from './guards.js';

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
