/** The function in which a person's password is sent, and the statements of it that the redirect takes the place of. */
import { ts } from 'ts-morph';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { referencesOf } from '../../../source/scope.js';

export interface SignInFunction {
  parsed: ParsedFile;
  fn: ts.FunctionLikeDeclaration;
  /** Its name where callers can be found by it; null for one that is written where it is registered. */
  name: string | null;
  /** The request and all that follows it in its block, in source order; a bare expression for `() => request`. */
  replaced: readonly ts.Statement[] | ts.Expression;
  /** Statements before it that serve the request alone and go with it. */
  before: readonly ts.Statement[];
  /** A failure of the redirect is caught here, as one of the request was. */
  insideTry: boolean;
  /** `.catch(…)` at the end of the request's own chain, which stays. */
  caught: ts.CallExpression | null;
}

/** Calls that take a function and run it for an event: the function is the handler. All others are part of the request. */
const REGISTERS =
  /(^|\.)(useCallback|useEvent|addEventListener|on|once|submit|click|handleSubmit|action|withHandlers|useMemo)$/;

export function signInFunction(parsed: ParsedFile, request: ts.Node): SignInFunction | null {
  const fn = enclosing(request);
  if (!fn?.body) return null;
  const common = { parsed, fn, name: nameOf(fn) };
  if (!ts.isBlock(fn.body))
    return { ...common, replaced: fn.body, before: [], insideTry: false, caught: caughtBy(fn.body, request) };
  const statement = statementOf(request, fn);
  if (!statement || !ts.isBlock(statement.parent)) return null;
  const { statements } = statement.parent;
  const index = statements.indexOf(statement);
  const replaced = statements.slice(index);
  return {
    ...common,
    replaced,
    before: servingOnly(parsed, statements.slice(0, index), replaced),
    insideTry:
      ts.isTryStatement(statement.parent.parent) && statement.parent.parent.tryBlock === statement.parent,
    caught: caughtBy(expressionOf(statement), request),
  };
}

/** The function that sends the request when it is called: promise executors and `then` callbacks belong to it. */
function enclosing(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (!ts.isFunctionLike(outer) || !('body' in outer)) continue;
    const { parent } = outer;
    const isArgument =
      (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== outer;
    if (isArgument && !REGISTERS.test(parent.expression.getText())) continue;
    return outer as ts.FunctionLikeDeclaration;
  }
  return undefined;
}

function nameOf(fn: ts.FunctionLikeDeclaration): string | null {
  if (fn.name) return ts.isIdentifier(fn.name) ? fn.name.text : null;
  let holder: ts.Node = fn.parent;
  while (ts.isCallExpression(holder) || ts.isParenthesizedExpression(holder)) holder = holder.parent;
  if (
    (ts.isVariableDeclaration(holder) ||
      ts.isPropertyAssignment(holder) ||
      ts.isPropertyDeclaration(holder)) &&
    ts.isIdentifier(holder.name)
  )
    return holder.name.text;
  if (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left))
    return holder.left.name.text;
  return null;
}

/** The statement directly in the innermost block of the function itself, not of a callback in it. */
function statementOf(node: ts.Node, fn: ts.FunctionLikeDeclaration): ts.Statement | undefined {
  let inside: ts.Node = node;
  let outer: ts.Node = node.parent;
  let found: ts.Statement | undefined;
  while (outer !== fn) {
    if (ts.isBlock(outer)) found ??= inside as ts.Statement;
    if (ts.isFunctionLike(outer)) found = undefined;
    inside = outer;
    outer = outer.parent;
  }
  return found;
}

/** Statements of one local variable after the other, when nothing but the request is served by it. */
function servingOnly(
  parsed: ParsedFile,
  before: readonly ts.Statement[],
  replaced: readonly ts.Statement[],
): ts.Statement[] {
  const gone = new Set<ts.Statement>(replaced);
  const isGone = (node: ts.Node): boolean =>
    [...gone].some((one) => one.pos <= node.pos && node.end <= one.end);
  for (const declaration of [...before].reverse()) {
    if (!ts.isVariableStatement(declaration)) continue;
    const names: ts.Identifier[] = [];
    for (const { name } of declaration.declarationList.declarations)
      walk(name, (node) => void (ts.isIdentifier(node) && names.push(node)));
    const own = before.filter((statement) => names.some((name) => isAbout(statement, name.text)));
    const references = names.flatMap((name) => referencesOf(parsed, name));
    const serves = references.every(
      (reference) =>
        isGone(reference) ||
        (declaration.getStart() <= reference.pos && reference.end <= declaration.end) ||
        own.some((statement) => statement.pos <= reference.pos && reference.end <= statement.end),
    );
    if (references.length === 0 || !serves || hasEffect(declaration)) continue;
    for (const statement of [declaration, ...own]) gone.add(statement);
  }
  return before.filter((statement) => gone.has(statement));
}

/** `body.append(…)`, `headers['x'] = …`: a statement that only fills this variable. */
function isAbout(statement: ts.Statement, name: string): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  const target = ts.isCallExpression(expression)
    ? expression.expression
    : ts.isBinaryExpression(expression)
      ? expression.left
      : undefined;
  if (!target || !(ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)))
    return false;
  return ts.isIdentifier(target.expression) && target.expression.text === name;
}

/** Something is asked for or waited for: what happens there is not known to be the request's alone. */
function hasEffect(declaration: ts.VariableStatement): boolean {
  let found = false;
  walk(declaration, (node) => {
    if (ts.isAwaitExpression(node)) found = true;
  });
  return found;
}

function expressionOf(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)) return statement.expression;
  return undefined;
}

/** The last link of the request's promise chain, when it catches. */
function caughtBy(expression: ts.Expression | undefined, request: ts.Node): ts.CallExpression | null {
  let outer = expression;
  while (outer && (ts.isAwaitExpression(outer) || ts.isVoidExpression(outer))) outer = outer.expression;
  if (!outer || !ts.isCallExpression(outer) || outer === request) return null;
  const { expression: callee } = outer;
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'catch' ? outer : null;
}
