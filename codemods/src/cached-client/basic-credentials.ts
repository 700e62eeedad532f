/** The client's id and secret out of a hand-written `Authorization: Basic …` header. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf, symbolOf, isWrite } from '../source/scope.js';
import { withoutParens } from '../source/nodes.js';

export interface BasicCredentials {
  id: ts.Expression;
  secret: ts.Expression;
}

/** Null when the header is not `'Basic ' + base64(id + ':' + secret)` in one of its usual spellings. */
export function basicCredentials(parsed: ParsedFile, header: ts.Expression): BasicCredentials | null {
  const parts = pieces(follow(parsed, header));
  if (
    parts.length !== 2 ||
    typeof parts[0] !== 'string' ||
    parts[0].toLowerCase() !== 'basic ' ||
    typeof parts[1] === 'string'
  )
    return null;
  const plain = base64Argument(follow(parsed, parts[1]!));
  if (!plain) return null;
  const [id, colon, secret, ...more] = pieces(follow(parsed, plain));
  if (
    !id ||
    !secret ||
    more.length > 0 ||
    colon !== ':' ||
    typeof id === 'string' ||
    typeof secret === 'string'
  )
    return null;
  return { id, secret };
}

/** The value behind a constant. */
function follow(parsed: ParsedFile, expression: ts.Expression): ts.Expression {
  const node = withoutParens(expression) as ts.Expression;
  if (!ts.isIdentifier(node)) return node;
  const [declaration, ...others] = symbolOf(parsed, node)?.declarations ?? [];
  if (!declaration || others.length > 0 || !ts.isVariableDeclaration(declaration) || !declaration.initializer)
    return node;
  if (!ts.isIdentifier(declaration.name) || referencesOf(parsed, declaration.name).some(isWrite)) return node;
  return follow(parsed, declaration.initializer);
}

/** A template, concatenation or `[a, b].join(':')` as its texts and expressions. */
function pieces(node: ts.Expression): (string | ts.Expression)[] {
  if (ts.isTemplateExpression(node)) {
    const parts: (string | ts.Expression)[] = [node.head.text];
    for (const span of node.templateSpans) parts.push(span.expression, span.literal.text);
    return parts.filter((part) => part !== '');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [...pieces(node.left), ...pieces(node.right)];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'join'
  ) {
    const [separator] = node.arguments;
    const list = node.expression.expression;
    if (ts.isArrayLiteralExpression(list) && separator && ts.isStringLiteralLike(separator))
      return list.elements.flatMap((element, index) => (index > 0 ? [separator.text, element] : [element]));
  }
  return [node];
}

/** `btoa(x)`, `Buffer.from(x).toString('base64')`, `new Buffer(x, 'utf8').toString('base64')`: x. */
function base64Argument(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (/^((window|globalThis|self)\.)?btoa$/.test(callee.getText())) return node.arguments[0];
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'toString') return undefined;
  const [encoding] = node.arguments;
  if (!encoding || !ts.isStringLiteralLike(encoding) || encoding.text !== 'base64') return undefined;
  const buffer = callee.expression;
  const made = ts.isNewExpression(buffer)
    ? buffer.expression.getText() === 'Buffer'
    : ts.isCallExpression(buffer) && buffer.expression.getText() === 'Buffer.from';
  if (!made) return undefined;
  const [text, charset] = (buffer as ts.CallExpression | ts.NewExpression).arguments ?? [];
  if (
    charset &&
    !(ts.isStringLiteralLike(charset) && /^utf-?8$|^binary$|^ascii$|^latin1$/i.test(charset.text))
  )
    return undefined;
  return text;
}
