/** Whether the code tests what it got for a refusal: `if (!data.access_token)`, `if (json.error)`. */
import { ts } from 'ts-morph';
import { memberName } from '../source/nodes.js';
import type { ResultUse } from './result-uses.js';

/**
 * Clients that resolve refused requests leave it to the code to notice. Where the code does, the rewrite must keep the
 * response, for the token client rejects.
 */
export function failureIsRead(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node }) => isTested(node) || readsError(node));
}

function readsError(node: ts.Node): boolean {
  const { parent } = node;
  const member = 'expression' in parent && parent.expression === node ? memberName(parent) : undefined;
  if (member !== undefined && /^(error|message|status|code|success|ok)/i.test(member)) return true;
  // A member of the token response that is tested: `json.access_token`, at the layer above.
  if (member !== undefined && isTested(parent)) return true;
  const pattern =
    ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : ts.isObjectBindingPattern(node)
        ? node
        : undefined;
  return (
    pattern !== undefined &&
    ts.isObjectBindingPattern(pattern) &&
    pattern.elements.some((element) =>
      /^(error|message|status|code)/i.test((element.propertyName ?? element.name).getText()),
    )
  );
}

function isTested(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isTested(parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken)
  );
}
