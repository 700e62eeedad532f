/** A helper that is handed what is kept and gives it back while it is good: `kept = await fresh(kept)`. */
import { findNode } from '../source/walk.js';
import { enclosingFunction, isFunction, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import { calledFunction } from './called-function.js';
import type { FileContext } from './context.js';
import { outlives } from './lifetimes.js';
import { placeOf, samePlace, type Place } from './places.js';

/** The place that the call is handed and its result written to, if its function may give back what it is handed. */
export function handedBack(
  context: FileContext,
  call: Node,
  written: readonly Place[],
  home: Node | null,
): Place | null {
  if (call.type !== 'CallExpression' || written.length === 0) return null;
  const fn = calledFunction(context, call.callee);
  if (!fn) return null;
  for (const [index, given] of call.arguments.entries()) {
    const place = given.type === 'SpreadElement' ? null : placeOf(context, given, home);
    const match = place && written.find((one) => samePlace(place, one) && outlives(context, one, home));
    if (match && mayGiveBack(fn, index)) return match;
  }
  return null;
}

/** `return isGood(kept) ? kept : request()`, `return kept ?? request()` and `if (isGood(kept)) return kept;`. */
function mayGiveBack(fn: FunctionNode, index: number): boolean {
  const param = fn.params[index];
  if (param?.type !== 'Identifier') return false;
  const isParam = (given: Node) => {
    const node = unwrap(given);
    return node.type === 'Identifier' && node.name === param.name;
  };
  return (
    findNode(fn.body, (node) => {
      if (enclosingFunction(node) !== fn) return false;
      if (node.type === 'ConditionalExpression') return isParam(node.consequent) || isParam(node.alternate);
      if (node.type === 'LogicalExpression')
        return node.operator !== '&&' && isParam(node.left) && node.parent.type !== 'IfStatement';
      return (
        node.type === 'ReturnStatement' && !!node.argument && isParam(node.argument) && isUnderTest(node, fn)
      );
    }) !== undefined
  );
}

function isUnderTest(node: Node, fn: Node): boolean {
  for (let at = node.parent; at && at !== fn && !isFunction(at); at = at.parent)
    if (at.type === 'IfStatement') return true;
  return false;
}
