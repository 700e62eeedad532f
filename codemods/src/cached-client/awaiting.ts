/** Where a promise and its value mean the same, and where `await` must stand. */
import { ts } from 'ts-morph';
import { functionOf, isAsync } from '../source/nodes.js';

/** `return await x` outside of `try` says no more than `return x`; inside, the `catch` needs it. */
export function needsAwait(node: ts.Expression): boolean {
  const { parent } = node;
  const fn = functionOf(node);
  const returned =
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node);
  if (!returned || !isAsync(fn) || (ts.isFunctionLike(fn) && 'asteriskToken' in fn && fn.asteriskToken))
    return true;
  for (let outer: ts.Node = node; outer !== fn; outer = outer.parent)
    if (ts.isTryStatement(outer)) return true;
  return false;
}

/** True where a promise and its value mean the same: returned from an async function or handed on by `.then`. */
export function settles(node: ts.Expression): boolean {
  const { parent } = node;
  const fn = functionOf(node);
  const returned =
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node);
  return returned && (isAsync(fn) || isThenCallback(fn));
}

function isThenCallback(fn: ts.Node): boolean {
  const call = fn.parent;
  return (
    ts.isCallExpression(call) &&
    ts.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === 'then'
  );
}

/** `await x` needs parentheses where a member is read from it. */
export function inContext(node: ts.Expression, text: string): string {
  if (!text.startsWith('await ')) return text;
  const { parent } = node;
  const binds =
    ((ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
      parent.expression === node) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken);
  return binds ? `(${text})` : text;
}
