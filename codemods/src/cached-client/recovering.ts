import { ts } from 'ts-morph';
import { within } from '../source/scope.js';
import { outermost } from './refused-token.js';

const REFUSED = /\b40[13]\b|unauthori[sz]ed|forbidden|expired|invalid[_ ]?token/i;

/** True when the node runs because something was refused or failed. */
export function isRecovery(node: ts.Node): boolean {
  for (let inner = node, outer = node.parent; !ts.isSourceFile(outer); inner = outer, outer = outer.parent) {
    if (ts.isCatchClause(outer) && outer.block === inner) return true;
    if (ts.isIfStatement(outer) && outer.thenStatement === inner && REFUSED.test(outer.expression.getText()))
      return true;
    if (ts.isFunctionLike(outer)) return isCatchCallback(outer);
  }
  return false;
}

function isCatchCallback(fn: ts.Node): boolean {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const member = call.expression.name.text;
  return (member === 'catch' && call.arguments[0] === fn) || (member === 'then' && call.arguments[1] === fn);
}

/** `try { token = await getToken(a) } catch { token = await getToken(b) }`: there is no token yet that could have been refused. */
export function failedToBegin(use: ts.Node, all: readonly ts.Node[]): boolean {
  for (let node = use.parent; !ts.isFunctionLike(node) && !ts.isSourceFile(node); node = node.parent) {
    if (!ts.isCatchClause(node)) continue;
    const { tryBlock } = node.parent;
    return (
      tryBlock.statements.length === 1 &&
      all.some((other) => within(other, tryBlock) && isWholeStatement(other))
    );
  }
  return false;
}

/** Nothing happens in the statement beside the call: nobody could have refused its token. */
export function isWholeStatement(use: ts.Node): boolean {
  const { parent } = outermost(use);
  return (
    ts.isReturnStatement(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isVariableDeclaration(parent) ||
    (ts.isBinaryExpression(parent) && ts.isExpressionStatement(parent.parent))
  );
}
