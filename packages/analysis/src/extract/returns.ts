/** Functions, objects and instances that a function returns. */
import type { Ref } from '../facts.js';
import { forEachChild } from '../source/walk.js';
import { isFunction, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { refOf } from './refs.js';
import { valuesOf } from './alternatives.js';

const MOST = 60;

export function returnedRefs(context: FileContext, fn: FunctionNode): Ref[] {
  const results = returnedNodes(fn);
  const refs = new Map<string, Ref>();
  for (const result of results.flatMap((one) => valuesOf(context, unwrap(one)))) {
    const ref = refOf(context, result);
    if (ref && isKnown(ref) && refs.size < MOST) refs.set(JSON.stringify(ref), ref);
  }
  return [...refs.values()];
}

/** The expressions that a function gives back. */
export function returnedNodes(fn: FunctionNode): Node[] {
  const results: Node[] = [];
  if (fn.body.type !== 'BlockStatement') results.push(fn.body);
  else collect(fn.body, results);
  return results;
}

function collect(node: Node, out: Node[]): void {
  if (isFunction(node)) return;
  if (node.type === 'ReturnStatement') {
    if (node.argument) out.push(node.argument);
    return;
  }
  if (/Statement$|^SwitchCase$|^CatchClause$/.test(node.type))
    forEachChild(node, (child) => collect(child, out));
}

/** What can be called, or has something that can be. */
function isKnown(ref: Ref): boolean {
  return (
    ref.kind === 'function' ||
    ref.kind === 'import' ||
    (ref.kind === 'instance' && ref.cls.kind !== 'named') ||
    (ref.kind === 'this' && ref.path.length > 0)
  );
}
