/** Whether an expression means the same at each call of a function: nothing in it comes from the caller. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf, symbolOf } from '../source/scope.js';
import { walk } from '../source/nodes.js';

export function isInvariant(
  parsed: ParsedFile,
  expression: ts.Node,
  fn: ts.Node,
  seen: ReadonlySet<ts.Node> = new Set(),
): boolean {
  let invariant = true;
  walk(expression, (node) => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || ts.isAwaitExpression(node) || ts.isYieldExpression(node))
      invariant = false;
    if (ts.isIdentifier(node) && !isPropertyName(node) && !isNameInvariant(parsed, node, fn, seen))
      invariant = false;
    return invariant;
  });
  return invariant;
}

function isNameInvariant(
  parsed: ParsedFile,
  name: ts.Identifier,
  fn: ts.Node,
  seen: ReadonlySet<ts.Node>,
): boolean {
  if (name.text === 'arguments') return false;
  const declarations = symbolOf(parsed, name)?.declarations ?? [];
  return declarations.every((declaration) => {
    if (seen.has(declaration) || !isInside(declaration, outermost(fn))) return true;
    if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
    const now = new Set([...seen, declaration]);
    if (declaration.initializer && !isInvariant(parsed, declaration.initializer, fn, now)) return false;
    // What is written into it later counts, too: `config.auth.secret = secret`.
    return referencesOf(parsed, declaration.name).every((use) => {
      const assignment = assignmentTo(use);
      return !assignment || isInvariant(parsed, assignment.right, fn, now);
    });
  });
}

function assignmentTo(use: ts.Node): ts.BinaryExpression | null {
  let target: ts.Node = use;
  while (
    (ts.isPropertyAccessExpression(target.parent) || ts.isElementAccessExpression(target.parent)) &&
    target.parent.expression === target
  )
    target = target.parent;
  const { parent } = target;
  return ts.isBinaryExpression(parent) &&
    parent.left === target &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? parent
    : null;
}

/** Variables of functions around this one change with their calls, too. */
function outermost(fn: ts.Node): ts.Node {
  return ts.isSourceFile(fn.parent) ? fn : outermost(fn.parent);
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end && !ts.isSourceFile(outer) && node !== outer;
}
