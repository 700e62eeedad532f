/** Whether a token is handed out of the process, where it may be used much later than it was got. */
import { ts } from 'ts-morph';
import { memberName } from '../source/nodes.js';
import { ACCESS_TOKEN } from './result-flow.js';
import type { ResultUse } from './result-uses.js';

/** Calls that answer, enqueue or store: `res.json`, `queue.add`, `channel.sendToQueue`, `localStorage.setItem`. */
const SENDING =
  /(^|\.)(res|resp|response|reply|ctx)(\.\w+\([^)]*\))?\.(json|send|redirect|cookie|end|render|write)$|(queue|jobs?|producer|publisher|channel|topic|sns|sqs|kafka)\w*\.(add|send|publish|push|enqueue|sendMessage|sendToQueue|emit)$|\b(sessionStorage|localStorage)\.setItem$|\b(NextResponse|Response)\.(json|redirect)$/i;
const SESSION = /(^|\.)session(\.|\[|$)|\bdocument\.cookie$|(^|\.)(ctx|context)\.body$/i;

/** An access token alone: together with its remaining lifetime it may go. */
export function tokenLeavesProcess(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node, layer }) => {
    if (layer === ACCESS_TOKEN) return isSent(node);
    const { parent } = node;
    return (
      'expression' in parent &&
      parent.expression === node &&
      memberName(parent) === 'access_token' &&
      isSent(parent)
    );
  });
}

function isSent(node: ts.Node): boolean {
  for (let inner = node, outer = node.parent; ; inner = outer, outer = outer.parent) {
    if (ts.isCallExpression(outer))
      return outer.expression !== inner && SENDING.test(outer.expression.getText().replace(/\s+/g, ''));
    if (ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      return outer.right === inner && SESSION.test(outer.left.getText());
    const carries =
      ts.isParenthesizedExpression(outer) ||
      ts.isAwaitExpression(outer) ||
      ts.isPropertyAssignment(outer) ||
      ts.isShorthandPropertyAssignment(outer) ||
      ts.isObjectLiteralExpression(outer) ||
      ts.isTemplateSpan(outer) ||
      ts.isTemplateExpression(outer) ||
      ts.isBinaryExpression(outer);
    if (!carries) return false;
    // An answer that says how long the token is good for.
    if (
      ts.isObjectLiteralExpression(outer) &&
      outer.properties.some((property) => /expires/i.test(property.name?.getText() ?? ''))
    )
      return false;
  }
}
