/** Whether an application's own wrapper does what can be seen beside asking: a hit of the drop-in would leave it out. */
import { ts } from 'ts-morph';
import { lastName, walk } from '../source/nodes.js';

const PRINTING = /^(console\.(log|info|warn|error|table)|process\.(stdout|stderr)\.write)$/;

/** Prints, or counts in what outlives the call; what is done with a failure is done as before. */
export function acts(body: ts.Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (found || ts.isCatchClause(node) || isFailureHandler(node)) return false;
    if (ts.isCallExpression(node) && PRINTING.test(node.expression.getText())) found = true;
    const isCounted =
      (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
    if (isCounted && ts.isPropertyAccessExpression(node.operand)) found = true;
    return !found;
  });
  return found;
}

/** `.catch((error) => …)`, `.then(…, (error) => …)` */
function isFailureHandler(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const call = node.parent;
  if (!ts.isCallExpression(call)) return false;
  const name = lastName(call.expression);
  return name === 'catch' || (name === 'then' && call.arguments.indexOf(node) === 1);
}
