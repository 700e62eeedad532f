/** The cookie that the old login kept its token in: every place that writes, reads or deletes it, or why it cannot be followed. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { isAsync, functionOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { escaped } from '../../../source/pattern.js';
import { referencesOf } from '../../../source/scope.js';
import type { Sources } from '../browser/sources.js';

export interface CookieUse {
  parsed: ParsedFile;
  kind: 'read' | 'delete';
  /** What the call takes the place of. */
  node: ts.Expression;
  /** `request` and `response` of the pages router, as expressions. */
  request: { request: string; response: string; missing: ts.ObjectBindingPattern | null } | null;
  /** Only whether there is one matters. */
  isTested: boolean;
  /** In the application's own middleware: the request, as an expression. */
  middleware?: string;
}

/** @returns the uses, or where one stands that is not understood */
export function cookieUses(
  sources: Sources,
  name: string,
  router: 'app' | 'pages',
  leaveOut: (parsed: ParsedFile, node: ts.Node) => boolean,
  middleware: { file: string; waits: boolean } | null,
): CookieUse[] | string {
  const uses: CookieUse[] = [];
  for (const parsed of sources.matching(new RegExp(`\\b${escaped(name)}\\b`))) {
    let unknown: string | null = null;
    walk(parsed.tree, (node) => {
      if (unknown !== null || leaveOut(parsed, node)) return false;
      const isName = ts.isStringLiteralLike(node) && node.text === name;
      const isMember =
        ts.isPropertyAccessExpression(node) && node.name.text === name && isJar(node.expression);
      if (!isName && !isMember) return true;
      // Data of another kind may have the same name; a cookie has cookies near it.
      if (isName && !/cookie/i.test(parsed.text)) return true;
      const use =
        parsed.file === middleware?.file
          ? middleware.waits
            ? middlewareUse(parsed, node)
            : null
          : isMember
            ? memberUse(parsed, node)
            : callUse(parsed, node, router);
      if (use) uses.push(use);
      else
        unknown = `${parsed.file}:${lineOf(parsed.text, node.getStart())} uses the cookie '${name}' in a way that is not modelled`;
      return true;
    });
    if (unknown !== null) return unknown;
  }
  return uses;
}

/** `(await cookies()).get('token')?.value`, `request.cookies.get('token')`, `store.delete('token')`. */
function callUse(parsed: ParsedFile, name: ts.Node, router: 'app' | 'pages'): CookieUse | null {
  if (ts.isElementAccessExpression(name.parent) && isJar(name.parent.expression))
    return memberUse(parsed, name.parent);
  const call = name.parent;
  if (
    !ts.isCallExpression(call) ||
    call.arguments[0] !== name ||
    !ts.isPropertyAccessExpression(call.expression)
  )
    return null;
  if (
    router !== 'app' ||
    !isJar(call.expression.expression) ||
    isClient(parsed) ||
    !isAsync(functionOf(call))
  )
    return null;
  const common = { parsed, request: null };
  const method = call.expression.name.text;
  if (method === 'delete') return { ...common, kind: 'delete', node: call, isTested: false };
  if (method !== 'get') return null;
  const { parent } = call;
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'value')
    return { ...common, kind: 'read', node: parent, isTested: false };
  const isTested =
    (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) ||
    (ts.isIfStatement(parent) && parent.expression === call);
  return isTested ? { ...common, kind: 'read', node: call, isTested } : null;
}

/** `request.cookies.get('token')` in the middleware, where nothing but its being there decides. */
function middlewareUse(parsed: ParsedFile, name: ts.Node): CookieUse | null {
  const call = name.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== name) return null;
  const { expression: callee } = call;
  if (!ts.isPropertyAccessExpression(callee) || !/^(get|has)$/.test(callee.name.text)) return null;
  const [, request] = /^(\w+)\.cookies$/.exec(callee.expression.getText()) ?? [];
  const { parent } = call;
  const isValue = ts.isPropertyAccessExpression(parent) && parent.name.text === 'value';
  const node = isValue ? parent : call;
  if (!request || !isOnlyTested(parsed, node)) return null;
  return { parsed, kind: 'read', node, request: null, isTested: true, middleware: request };
}

/** A condition, or a variable that is one wherever it is read. */
function isOnlyTested(parsed: ParsedFile, node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isOnlyTested(parsed, parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'Boolean';
  if (ts.isBinaryExpression(parent))
    return /^(&&|\|\|)$/.test(parent.operatorToken.getText()) && isOnlyTested(parsed, parent);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  return referencesOf(parsed, parent.name).every((use) => isOnlyTested(parsed, use));
}

/** `req.cookies.token` of an API route or of getServerSideProps. */
function memberUse(
  parsed: ParsedFile,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): CookieUse | null {
  const jar = node.expression;
  if (!ts.isPropertyAccessExpression(jar) || isClient(parsed)) return null;
  const fn = functionOf(node);
  const request = ts.isSourceFile(fn) || !isAsync(fn) ? null : requestOf(jar.expression, fn);
  return request ? { parsed, kind: 'read', node, request, isTested: false } : null;
}

function requestOf(request: ts.Expression, fn: ts.SignatureDeclaration): CookieUse['request'] {
  const text = request.getText();
  const [first, second] = fn.parameters;
  if (!first) return null;
  // `handler(req, res)`
  if (second && first.name.getText() === text)
    return { request: text, response: second.name.getText(), missing: null };
  // `getServerSideProps(context)`
  if (text === `${first.name.getText()}.req`)
    return { request: text, response: `${first.name.getText()}.res`, missing: null };
  // `getServerSideProps({ req })`
  if (!ts.isObjectBindingPattern(first.name) || text !== 'req') return null;
  const has = (name: string): boolean =>
    (first.name as ts.ObjectBindingPattern).elements.some((element) => element.name.getText() === name);
  return has('req') ? { request: 'req', response: 'res', missing: has('res') ? null : first.name } : null;
}

/** `await cookies()`, `request.cookies`, or a variable that holds one of them. */
export function isJar(expression: ts.Expression): boolean {
  const text = expression.getText().replace(/\s+/g, '');
  if (/(^|\.)cookies$/.test(text) || /^\(?(await)?cookies\(\)\)?$/.test(text)) return true;
  return (
    ts.isIdentifier(expression) &&
    new RegExp(`\\b${text}\\s*=\\s*(await\\s+)?cookies\\(\\)`).test(expression.getSourceFile().text)
  );
}

export function isClient({ tree }: ParsedFile): boolean {
  const [first] = tree.statements;
  return (
    !!first && ts.isExpressionStatement(first) && /^['"]use client['"]$/.test(first.expression.getText())
  );
}
