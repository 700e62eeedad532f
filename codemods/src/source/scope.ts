/** What names stand for, within one file. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { ParsedFile } from './parsed-file.js';
import { walk } from './nodes.js';

/** The variable, parameter, function or import that an identifier stands for. */
export function symbolOf(parsed: ParsedFile, name: ts.Identifier): ts.Symbol | undefined {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === name)
    return parsed.checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent)) return parsed.checker.getExportSpecifierLocalTargetSymbol(parent);
  return parsed.checker.getSymbolAtLocation(name);
}

/** Where a symbol is declared; in JavaScript TypeScript takes `config.user = …` for a declaration of `config`, too. */
export function declarationsOf(symbol: ts.Symbol | undefined): ts.Declaration[] {
  return (symbol?.declarations ?? []).filter(
    (one) => !ts.isBinaryExpression(one) && !ts.isPropertyAccessExpression(one) && !ts.isIdentifier(one),
  );
}

/** Every place that reads or writes what `declaration` declares, the declaration left out. */
export function referencesOf(parsed: ParsedFile, declaration: ts.Identifier): ts.Identifier[] {
  const symbol = parsed.checker.getSymbolAtLocation(declaration);
  if (!symbol) return [];
  return identifiers(parsed, declaration.text).filter(
    (name) => name !== declaration && !isPropertyName(name) && symbolOf(parsed, name) === symbol,
  );
}

const indexes = new WeakMap<ts.SourceFile, Map<string, ts.Identifier[]>>();

/** True when one declaration alone gives the name its meaning (`var` may be repeated). */
export function isDeclaredOnce(parsed: ParsedFile, declaration: ts.Identifier): boolean {
  return parsed.checker.getSymbolAtLocation(declaration)?.declarations?.length === 1;
}

/** All identifiers of this text. */
export function identifiers(parsed: ParsedFile, text: string): readonly ts.Identifier[] {
  let index = indexes.get(parsed.tree);
  if (!index) {
    index = new Map();
    const into = index;
    walk(parsed.tree, (node) => {
      if (!ts.isIdentifier(node)) return;
      const list = into.get(node.text);
      if (list) list.push(node);
      else into.set(node.text, [node]);
    });
    indexes.set(parsed.tree, index);
  }
  return index.get(text) ?? [];
}

/** True for a name that is a member's name, not a variable's. */
export function isPropertyName(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === name;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isEnumMember(parent) ||
      ts.isAccessor(parent) ||
      ts.isJsxAttribute(parent)) &&
    parent.name === name
  );
}

/** True when the name is written to: assigned, counted up, taken as the target of a pattern or of a loop. */
export function isWrite(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  let target: ts.Node = name;
  while (isPatternPart(target)) target = target.parent;
  const outer = target.parent;
  if (ts.isForOfStatement(outer) || ts.isForInStatement(outer)) return outer.initializer === target;
  return ts.isBinaryExpression(outer) && outer.left === target && isAssignment(outer.operatorToken.kind);
}

/** A node that stands in an object or array literal where an assignment's left side may be a pattern. */
function isPatternPart(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return (
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent)
  );
}

export function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/** True when no variable of the file has this name: it may be introduced anywhere without capturing or being captured. */
export function isFreeName(parsed: ParsedFile, name: string): boolean {
  return identifiers(parsed, name).every(isPropertyName);
}

/** The names in `span` that would mean something else, or nothing, where `target` stands. */
export function capturedNames(parsed: ParsedFile, node: ts.Node, target: ts.Node): string[] {
  const captured: string[] = [];
  walk(node, (inner) => {
    if (!ts.isIdentifier(inner) || isPropertyName(inner) || inner.text === 'undefined') return;
    const here = symbolOf(parsed, inner);
    // Names that the moved expression declares itself move with it.
    if (here?.declarations?.some((declaration) => within(declaration, node))) return;
    const there = parsed.checker.resolveName(
      inner.text,
      target,
      ts.SymbolFlags.Value | ts.SymbolFlags.Alias,
      false,
    );
    if (here !== there) captured.push(inner.text);
  });
  return captured;
}

/** The node stands within the other one, in the same file. */
export function within(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();
}

/** True when the position lies in one of the spans. */
export function covered(position: number, spans: readonly Span[]): boolean {
  return spans.some((span) => span.start <= position && position < span.end);
}
