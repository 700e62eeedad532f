/** What a function answers. */
import { ts } from 'ts-morph';

/** The expressions that the body of a function returns; functions within it answer for themselves. */
export function answersOf(body: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** What decides which of its statements a body reaches. */
export function conditionsOf(body: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isIterationStatement(node, false))
      found.push(
        'expression' in node ? (node.expression as ts.Expression) : (node as ts.ForStatement).condition!,
      );
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found.filter(Boolean);
}
