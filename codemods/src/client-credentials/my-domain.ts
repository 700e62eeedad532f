/**
 * Salesforce answers client credentials on the organization's own host alone (My Domain), not on login.salesforce.com.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
 */
import { ts } from 'ts-morph';
import { withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isWrite, referencesOf, symbolOf } from '../source/scope.js';

const MY_DOMAIN = /^https:\/\/[^/]*\.my\.salesforce\.com(\/|$)/i;
/** How many names are followed. */
const DEPTH = 4;

/** True where the source says so; an address from the configuration may be any. */
export function isMyDomain(parsed: ParsedFile, address: ts.Node | undefined): boolean {
  return address !== undefined && MY_DOMAIN.test(textOf(parsed, address, DEPTH));
}

/** The address, with a `*` for what is not written down. */
function textOf(parsed: ParsedFile, address: ts.Node, depth: number): string {
  const node = withoutParens(address);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return (
      node.head.text +
      node.templateSpans
        .map(({ expression, literal }) => textOf(parsed, expression, depth) + literal.text)
        .join('')
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(parsed, node.left, depth) + textOf(parsed, node.right, depth);
  if (!ts.isIdentifier(node) || depth === 0) return '*';
  const [declaration, ...others] = symbolOf(parsed, node)?.declarations ?? [];
  const isConstant =
    declaration !== undefined &&
    others.length === 0 &&
    ts.isVariableDeclaration(declaration) &&
    ts.isIdentifier(declaration.name) &&
    !referencesOf(parsed, declaration.name).some(isWrite);
  return isConstant && declaration.initializer ? textOf(parsed, declaration.initializer, depth - 1) : '*';
}
