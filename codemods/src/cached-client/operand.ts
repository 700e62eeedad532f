import { ts } from 'ts-morph';

/** The expression that a statement evaluates first and then returns, stores or declares. */
export function operandOf(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isReturnStatement(statement)) return statement.expression;
  if (ts.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    return others.length === 0 ? declaration?.initializer : undefined;
  }
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, operatorToken, right } = statement.expression;
  const plain =
    ts.isIdentifier(left) ||
    (ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword);
  return plain && operatorToken.kind === ts.SyntaxKind.EqualsToken ? right : undefined;
}
