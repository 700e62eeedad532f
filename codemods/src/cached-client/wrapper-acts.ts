/** Whether an application's own wrapper does what can be seen beside asking: a hit of the drop-in would leave it out. */
import { ts } from 'ts-morph';
import { declaredNames, lastName, walk } from '../source/nodes.js';

const PRINTING = /^(console\.(log|info|warn|error|table)|process\.(stdout|stderr)\.write)$/;

/** Ways to change what others hold, or to tell others. */
const CHANGING = /^(add|clear|delete|emit|push|set|unshift)$/;

/** Prints, changes or tells what others hold, or counts in what outlives the call; what is done with a failure is done as before. */
export function acts(body: ts.Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (found || ts.isCatchClause(node) || isFailureHandler(node)) return false;
    if (ts.isCallExpression(node) && (PRINTING.test(node.expression.getText()) || changesOther(node, body)))
      found = true;
    const isCounted =
      (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
    if (isCounted && ts.isPropertyAccessExpression(node.operand)) found = true;
    return !found;
  });
  return found;
}

/** `cache.clear()`, `this.emit('sent')`: on what the function has not made itself. */
function changesOther({ expression: callee }: ts.CallExpression, body: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !CHANGING.test(callee.name.text)) return false;
  let root: ts.Expression = callee.expression;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (!ts.isIdentifier(root)) return false;
  const { text } = root;
  let own = false;
  walk(body.parent, (node) => {
    const declares = ts.isParameter(node) || ts.isVariableDeclaration(node);
    if (declares && declaredNames(node.name).some((name) => name.text === text)) own = true;
    return !own;
  });
  return !own;
}

/** `.catch((error) => …)`, `.then(…, (error) => …)` */
function isFailureHandler(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const call = node.parent;
  if (!ts.isCallExpression(call)) return false;
  const name = lastName(call.expression);
  return name === 'catch' || (name === 'then' && call.arguments.indexOf(node) === 1);
}
