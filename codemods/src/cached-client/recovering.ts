import { ts } from 'ts-morph';

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
