/** Functions that forget the token they keep and ask for another: who calls them wants a new one. */
import type { TSESTree } from '@typescript-eslint/types';
import { findNode } from '../source/walk.js';
import { calledName, isFunction, memberPath, unwrap, type Node } from '../values/bindings.js';
import { within } from '../values/patterns.js';
import type { FileContext } from './context.js';
import { isNothing } from './lifetimes.js';
import { placeOf, samePlace, type Place } from './places.js';

const BESIDE = /^(log|info|debug|warn|error|trace|verbose|then|catch|finally)$/;

/**
 * `async renew() { this.token = null; return this.ask(); }` where another function looks at `this.token` before it asks: the
 * others are answered from what is kept. `written` is where the call leaves the token.
 */
export function isForcedRenewal(
  context: FileContext,
  call: Node,
  home: Node | null,
  written: readonly Place[],
): boolean {
  if (!isFunction(home) || home.body?.type !== 'BlockStatement') return false;
  const emptied = home.body.body.flatMap((statement) => emptiedBy(context, statement, home));
  const kept = emptied.filter((place) => written.some((one) => samePlace(place, one)));
  if (kept.length === 0 || doesMore(home.body, call)) return false;
  return kept.some((place) => isAskedElsewhere(context, place, home));
}

/** `this.token = this.until = null;` */
function emptiedBy(context: FileContext, statement: TSESTree.Statement, home: Node): Place[] {
  const assigned = statement.type === 'ExpressionStatement' ? statement.expression : null;
  if (assigned?.type !== 'AssignmentExpression' || !isNothing(assigned.right)) return [];
  const place = memberPath(assigned.left) ? placeOf(context, assigned.left, home) : null;
  return place ? [place] : [];
}

const doesMore = (body: Node, call: Node) =>
  findNode(
    body,
    (node) =>
      node.type === 'CallExpression' &&
      !within(node, call) &&
      !BESIDE.test(calledName(unwrap(node.callee)) ?? ''),
  ) !== undefined;

/** A test of another function reads the place. */
const isAskedElsewhere = (context: FileContext, place: Place, home: Node) =>
  findNode(
    context.tree.program,
    (node) =>
      node.type === 'IfStatement' &&
      !within(node, home) &&
      findNode(node.test, (read) => {
        if (read.type !== 'Identifier' && read.type !== 'MemberExpression') return false;
        const asked = placeOf(context, read, null);
        return asked !== null && samePlace(asked, place);
      }) !== undefined,
  ) !== undefined;
