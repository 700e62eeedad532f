/** Small questions about TypeScript nodes. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { ParsedFile } from './parsed-file.js';

export function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.getEnd() };
}

export function textOf(parsed: ParsedFile, span: Span): string {
  return parsed.text.slice(span.start, span.end);
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The outermost node that covers exactly this span, or undefined when the span is no node. */
export function nodeAt(parsed: ParsedFile, span: Span): ts.Node | undefined {
  let node: ts.Node = parsed.tree;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (candidate) =>
      candidate.getStart() <= span.start && span.end <= candidate.getEnd() ? candidate : undefined,
    );
    if (!child) return undefined;
    if (child.getStart() === span.start && child.getEnd() === span.end) return child;
    node = child;
  }
}

/** The expression at this span; of `{ username }`, which is a member and its value in one, the value. */
export function valueAt(parsed: ParsedFile, span: Span): ts.Node | undefined {
  const node = nodeAt(parsed, span);
  return node && ts.isShorthandPropertyAssignment(node) ? node.name : node;
}

/** The call that starts at this span; a span that is wider or narrower by a wrapper is met, too. */
export function callAt(parsed: ParsedFile, span: Span): ts.CallExpression | ts.NewExpression | undefined {
  const node = nodeAt(parsed, span);
  // Without a semicolon a statement is no longer than its expression.
  const inner = node && withoutParens(ts.isExpressionStatement(node) ? node.expression : node);
  return inner && (ts.isCallExpression(inner) || ts.isNewExpression(inner)) ? inner : undefined;
}

export function withoutParens(node: ts.Node): ts.Node {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAwaitExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isSatisfiesExpression(inner)
  )
    inner = inner.expression;
  return inner;
}

/** The function (or file) whose body holds this node. */
export function functionOf(node: ts.Node): ts.SignatureDeclaration | ts.SourceFile {
  let outer = node.parent;
  while (!ts.isSourceFile(outer)) {
    if (ts.isFunctionLike(outer)) return outer;
    outer = outer.parent;
  }
  return outer;
}

export function isAsync(fn: ts.SignatureDeclaration | ts.SourceFile): boolean {
  return (
    !ts.isSourceFile(fn) &&
    ts.canHaveModifiers(fn) &&
    (ts.getModifiers(fn)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** The statements among which this one stands. */
export function siblingsOf(statement: ts.Statement): readonly ts.Statement[] | undefined {
  const { parent } = statement;
  if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent)) return parent.statements;
  if (ts.isCaseOrDefaultClause(parent)) return parent.statements;
  return undefined;
}

/** The member name that a property or element access reads, when it is written down. */
export function memberName(access: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(access)) return access.name.text;
  if (ts.isElementAccessExpression(access) && ts.isStringLiteralLike(access.argumentExpression))
    return access.argumentExpression.text;
  return undefined;
}

/** The name of a variable, or of the member that is read; undefined where it is worked out. */
export function lastName(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) ? node.text : memberName(node);
}

/** The node with the parentheses, casts and `!` around it. */
export function withCasts(node: ts.Node): ts.Node {
  let outer = node;
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isAsExpression(outer.parent) ||
    ts.isNonNullExpression(outer.parent)
  )
    outer = outer.parent;
  return outer;
}

/** What a function is declared as, or the variable, key or field that holds it; undefined for one without a name. */
export function functionName(fn: ts.SignatureDeclaration): string | undefined {
  if (fn.name) return fn.name.getText();
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent)
    ? parent.name.getText()
    : undefined;
}

/** The variables that a name or a pattern declares. */
export function declaredNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? declaredNames(element.name) : [],
  );
}

/** Walks a tree, outermost first; `visit` returns false to leave a subtree out. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  if (visit(node) === false) return;
  ts.forEachChild(node, (child) => walk(child, visit));
}
