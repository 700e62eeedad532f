/** Values that are others at each call: a request that holds one is never equal to an earlier one. */
import { ts } from 'ts-morph';
import type { Span, WireShape } from '@grant-migrate/analysis';
import { valueAt, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, symbolOf } from '../source/scope.js';

/** Random numbers, clocks, one-time passwords, and assertions that are signed with the time in them. */
const ANEW =
  /^(Math\.random|Date\.now|performance\.now|process\.hrtime(\.bigint)?|([\w$]+\.)*(randomUUID|randomBytes|randomInt|nanoid|uuid|uuidv?\d|v[147]|ulid|cuid|sign|signJwt|signJWT|signAsync)|([\w$]+\.)*(authenticator|totp|hotp|otp|speakeasy)\w*(\.[\w$]+)*\.(generate|generateSync|now))$/;
const ANEW_CLASS = /(^|\.)SignJWT$/;
/** Parameters that are made for one request, by whatever function. */
const ONE_TIME = /^(client_assertion|assertion|nonce|otp|totp|mfa_code|timestamp|signature)$/i;
/** How far names and functions of the file are followed. */
const DEPTH = 3;

/** True when two equal calls would send something else. */
export function isMadeAnew(parsed: ParsedFile, call: ts.Node, wire: WireShape | null): boolean {
  const parts = [...(wire?.parameters ?? []), ...(wire?.headers ?? [])];
  const valueOf = (span: Span | null): ts.Node | undefined => (span ? valueAt(parsed, span) : undefined);
  const values = parts.flatMap(({ value }) => valueOf(value.span) ?? []);
  const arguments_ = ts.isCallExpression(call) ? [call.expression, ...call.arguments] : [call];
  if ([...arguments_, ...values].some((node) => holdsAnew(parsed, node, DEPTH))) return true;
  return parts.some(({ key, value }) => {
    const node = ONE_TIME.test(key) ? valueOf(value.span) : undefined;
    return node !== undefined && isComputed(parsed, node);
  });
}

function holdsAnew(parsed: ParsedFile, node: ts.Node, depth: number): boolean {
  let found = false;
  walk(node, (inner) => {
    if (found || (inner !== node && ts.isFunctionLike(inner))) return false;
    if (ts.isCallExpression(inner) && isAnew(inner)) found = true;
    if (ts.isPostfixUnaryExpression(inner) || isCounting(inner)) found = true;
    if (ts.isNewExpression(inner)) {
      const name = inner.expression.getText();
      if (ANEW_CLASS.test(name) || (name === 'Date' && !inner.arguments?.length)) found = true;
    }
    if (ts.isIdentifier(inner) && !isPropertyName(inner) && depth > 0) {
      const source = sourceOf(parsed, inner);
      if (source && holdsAnew(parsed, source, depth - 1)) found = true;
    }
    return !found;
  });
  return found;
}

/** `++count` */
function isCounting(node: ts.Node): boolean {
  return (
    ts.isPrefixUnaryExpression(node) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
  );
}

function isAnew(call: ts.CallExpression): boolean {
  const callee = call.expression.getText().replace(/\s+/g, '');
  // `require('crypto').randomUUID()`
  return ANEW.test(callee) || /\)\.(randomUUID|randomBytes|sign)$/.test(callee);
}

/** What a local of a function is made by, or the body of a function of this file. A value of the module is made once. */
function sourceOf(parsed: ParsedFile, name: ts.Identifier): ts.Node | undefined {
  const [declaration, ...others] = symbolOf(parsed, name)?.declarations ?? [];
  if (!declaration || others.length > 0) return undefined;
  const isCalled = ts.isCallExpression(name.parent) && name.parent.expression === name;
  if (ts.isFunctionDeclaration(declaration)) return isCalled ? declaration.body : undefined;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const { initializer } = declaration;
  if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
    return isCalled ? initializer.body : undefined;
  const statement = declaration.parent.parent;
  const isOfModule = ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
  return isOfModule ? undefined : initializer;
}

/** A call, or a local that one gave. */
function isComputed(parsed: ParsedFile, node: ts.Node): boolean {
  let inner = node;
  while (ts.isAwaitExpression(inner) || ts.isParenthesizedExpression(inner) || ts.isTemplateSpan(inner))
    inner = inner.expression;
  if (ts.isCallExpression(inner)) return true;
  const source = ts.isIdentifier(inner) ? sourceOf(parsed, inner) : undefined;
  return source !== undefined && isComputed(parsed, source);
}
