/** Quotes, semicolons, commas, indentation and line ends as the application has them. */
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { walk } from '../../source/nodes.js';
import type { Style } from '../../source/style.js';
import { treeOf } from './tree.js';

export function restyle(text: string, style: Style): string {
  const tree = treeOf(text);
  const result = new MagicString(text);
  const literals: [number, number][] = [];
  walk(tree, (node) => {
    if (ts.isStringLiteral(node) && style.quote === '"' && text[node.getStart()] === "'")
      result.update(node.getStart(), node.end, JSON.stringify(node.text));
    if (ts.isTemplateLiteral(node)) literals.push([node.getStart(), node.end]);
    if (style.semicolon === '' && endsWithSemicolon(text, node)) result.remove(node.end - 1, node.end);
    if (!style.trailingComma) removeTrailingComma(text, node, result);
  });
  if (style.indent !== '  ')
    for (const { index, 1: spaces } of text.matchAll(/^((?:  )+)/gm)) {
      if (literals.some(([start, end]) => start < index && index < end)) continue;
      result.update(index, index + spaces!.length, style.indent.repeat(spaces!.length / 2));
    }
  const written = result.toString();
  return style.eol === '\n' ? written : written.replaceAll('\n', style.eol);
}

function endsWithSemicolon(text: string, node: ts.Node): boolean {
  if (text[node.end - 1] !== ';') return false;
  // Between members on one line it is a separator.
  if (ts.isTypeElement(node) && text[node.end] !== '\n') return false;
  if (ts.isVariableDeclarationList(node)) return false;
  return (
    (ts.isStatement(node) && !ts.isBlock(node) && !hasStatement(node)) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyDeclaration(node)
  );
}

/** `if (a) b();` ends with the semicolon of the statement in it. */
function hasStatement(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isTryStatement(node) ||
    ts.isLabeledStatement(node)
  );
}

function removeTrailingComma(text: string, node: ts.Node, result: MagicString): void {
  const list = ts.isObjectLiteralExpression(node)
    ? node.properties
    : ts.isArrayLiteralExpression(node) || ts.isNamedImports(node)
      ? node.elements
      : ts.isCallExpression(node)
        ? node.arguments
        : undefined;
  if (list?.hasTrailingComma && text[list.end - 1] === ',') result.remove(list.end - 1, list.end);
}
