/** A request that a loop makes on some of its turns only, for the turns after it, too: a renewal, not a repetition. */
import { isFunction, type Node } from '../values/bindings.js';
import { findNode } from '../source/walk.js';
import { within } from '../values/patterns.js';
import type { FileContext } from './context.js';
import { declaredInside } from './places.js';
import { loopsChanging, type LoopNode } from './loops.js';

const CLOCK = /\bDate\b|\bnow\(|\bmoment\b|\bdayjs\b|\bDateTime\b|\bhrtime\b|\buptime\(/;

/**
 * `if (Date.now() > expires) { token = await request(); … }` or `if (turn % 500 === 0) …` in `loop`, where `token` is declared
 * above the loop and read by turns that did not ask. A test that is the same at each turn decides nothing between turns.
 */
export function renewsAcrossTurns(context: FileContext, loop: Node, whole: Node): boolean {
  const kept = keptVariable(context, loop, whole);
  if (!kept) return false;
  for (let at: Node = whole; at.parent && at !== loop && !isFunction(at); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type !== 'IfStatement' || parent.test === at || !differs(context, parent.test, loop)) continue;
    const branch = at;
    const references = context.bindings.referencesOf(kept).filter((one) => within(one, loop));
    const other = branch === parent.consequent ? parent.alternate : parent.consequent;
    // `if (…) answer = await get(a); else answer = await get(b);`: no turn goes on with what an earlier one got.
    if (other && (references.some((one) => isWritten(one) && within(one, other)) || throws(other))) continue;
    return references.some((one) => !within(one, branch) && !isWritten(one));
  }
  return false;
}

/** The variable, declared outside the loop, that the request's result (or a member of it) is assigned to. */
function keptVariable(context: FileContext, loop: Node, whole: Node) {
  for (let at: Node = whole; at.parent && at !== loop && !isFunction(at); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type !== 'AssignmentExpression' || parent.right !== at) continue;
    if (parent.left.type !== 'Identifier') return null;
    const variable = context.bindings.variableOf(parent.left);
    return variable && !declaredInside(variable, loop) ? variable : null;
  }
  return null;
}

function differs(context: FileContext, test: Node, loop: Node): boolean {
  if (CLOCK.test(context.tree.text.slice(...test.range))) return true;
  const index = context.loops.indexOf(loop as LoopNode);
  return (
    findNode(test, (node) => {
      if (node.type !== 'Identifier') return false;
      const variable = context.bindings.variableOf(node);
      if (!variable) return false;
      return (
        declaredInside(variable, loop) ||
        loopsChanging(context.bindings, variable, context.loops).includes(index)
      );
    }) !== undefined
  );
}

const throws = (branch: Node) => findNode(branch, ({ type }) => type === 'ThrowStatement') !== undefined;

const isWritten = (node: Node) =>
  node.parent?.type === 'AssignmentExpression' && node.parent.left === node && node.parent.operator === '=';
