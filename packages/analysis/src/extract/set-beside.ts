/** What a block sets beside a call: `if (!client) { client = new Client(); await client.login(); }` logs in once. */
import { calledName, isFunction, unwrap, type Node } from '../values/bindings.js';
import { forEachChild } from '../source/walk.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import { isOrder } from './guards.js';
import { placeOf, samePlace, type Place } from './places.js';

/**
 * The places that the statements around `site` set, up to `home`. A place that `home` also takes back is left out: what is set
 * before the work and taken back after it is a lock (`if (busy) return; busy = true; …; busy = false`), which keeps nothing.
 */
export function setBeside(context: FileContext, site: Node, home: Node | null): Place[] {
  if (home === null) return [];
  const out: Place[] = [];
  for (let at: Node | undefined = site; at?.parent && at !== home; at = at.parent) {
    if (at.parent.type !== 'BlockStatement') continue;
    for (const statement of at.parent.body) {
      const place = placeSetBy(context, statement, home);
      if (place) out.push(place);
    }
  }
  if (out.length === 0) return out;
  const taken = takenBackIn(context, home);
  return out.filter((place) => !taken.some((one) => samePlace(one, place)));
}

function placeSetBy(context: FileContext, statement: Node, home: Node): Place | null {
  const set = statement.type === 'ExpressionStatement' ? statement.expression : null;
  if (set?.type !== 'AssignmentExpression' || set.operator !== '=' || isNothing(set.right)) return null;
  return placeOf(context, set.left, home);
}

function takenBackIn(context: FileContext, home: Node): Place[] {
  const out: Place[] = [];
  const go = (node: Node): void => {
    // After a failure there is nothing to keep: that is no lock.
    if (node.type === 'CatchClause') return;
    if (node.type === 'AssignmentExpression' && isNothing(node.right)) {
      const place = placeOf(context, node.left, home);
      if (place) out.push(place);
    }
    forEachChild(node, go);
  };
  forEachChild(home, go);
  return out;
}

/**
 * `!client`, `client === null`, `client`, `signedIn && now < until`: asks whether it is there, or there still, and nothing of
 * for whom.
 */
export function asksWhetherThere(given: Node | undefined): boolean {
  if (!given) return false;
  const test = unwrap(given);
  if (test.type === 'LogicalExpression') {
    const sides = [test.left, test.right];
    return (
      sides.some(asksWhetherThere) && sides.every((side) => asksWhetherThere(side) || isOrder(unwrap(side)))
    );
  }
  if (test.type === 'UnaryExpression') return test.operator === '!' && asksWhetherThere(test.argument);
  if (test.type === 'BinaryExpression')
    return /^[!=]==?$/.test(test.operator) && [test.left as Node, test.right].some(isNothing);
  return test.type === 'Identifier' || (test.type === 'MemberExpression' && !test.computed);
}

/**
 * `Date.now() - since > hour`, `dayjs().diff(since, 'minutes') > 3`, `moment().isAfter(until)`: asks how long ago something was,
 * which is written beside what is asked for.
 */
export function asksHowLongAgo(given: Node | undefined): boolean {
  const test = given ? unwrap(given) : null;
  if (!test) return false;
  if (test.type === 'LogicalExpression') return asksHowLongAgo(test.left) || asksHowLongAgo(test.right);
  if (test.type === 'UnaryExpression') return test.operator === '!' && asksHowLongAgo(test.argument);
  if (test.type === 'CallExpression') return COMPARES.test(calledName(unwrap(test.callee)) ?? '');
  return isOrder(test) && [test.left as Node, test.right].some(isDifference);
}

/** Of dayjs, moment, luxon and date-fns. */
const COMPARES = /^is(SameOr)?(After|Before)$/;
const DIFFERS = /^(diff|diffNow|differenceIn[A-Z]\w*)$/;

function isDifference(given: Node): boolean {
  const node = unwrap(given);
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    if (DIFFERS.test(calledName(callee) ?? '')) return true;
    // `Math.abs(then.diff(now).minutes)`, `now.diff(then).as('minutes')`
    return (
      (callee.type === 'MemberExpression' && isDifference(callee.object)) ||
      node.arguments.some((argument) => argument.type !== 'SpreadElement' && isDifference(argument))
    );
  }
  if (node.type === 'MemberExpression') return isDifference(node.object);
  if (node.type !== 'BinaryExpression') return false;
  return node.operator === '-' || (/^[*/]$/.test(node.operator) && isDifference(node.left as Node));
}

/** `check(since)`: the time that a guard asks about is handed in by who keeps it. */
export function asksOfGivenTime(context: FileContext, given: Node | undefined, home: Node): boolean {
  const id = context.functionId(home);
  return (
    given !== undefined &&
    asksHowLongAgo(given) &&
    rootsOf(context.roots, given).some((root) => root.kind === 'param' && root.fn === id)
  );
}

function isNothing(given: Node): boolean {
  const node = unwrap(given);
  if (isFunction(node)) return false;
  if (node.type === 'Literal') return !node.value;
  return node.type === 'Identifier' && node.name === 'undefined';
}
