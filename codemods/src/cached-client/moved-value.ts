/**
 * The text of a value at the place where it is moved to: from a body object, a statement above or a template into the new
 * call. A value that would mean something else there is not moved.
 */
import { ts } from 'ts-morph';
import type { Span, WirePart } from '@grant-migrate/analysis';
import { isChanged } from '../places/changes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import type { SiteContext } from './site-context.js';
import { functionOf, textOf, valueAt, walk, withoutParens } from '../source/nodes.js';
import { capturedNames, identifiers, isWrite, symbolOf } from '../source/scope.js';
import { quoted, type Style } from '../source/style.js';

export interface MovedValue {
  text: string;
  /** The value's own text in the file, which lives on in the new call. */
  kept: Span | null;
}

/** What moving a value needs to know. */
export interface Destination {
  parsed: ParsedFile;
  style: Style;
  /** The call that is replaced. */
  call: ts.Node;
  context: SiteContext;
}

/** Null when the value cannot be moved to the call. */
export function movedValue(to: Destination, part: WirePart): MovedValue | null {
  const { value } = part;
  const node = value.kind === 'text' && !value.span ? undefined : valueAt(to.parsed, value.span!);
  if (node && ts.isExpression(node)) {
    // `username=${user}@corp.example`: the expression is a piece of the value alone.
    const whole = part.span.start === value.span!.start && part.span.end === value.span!.end;
    if (inText(node) && (!whole || !isEncoded(node))) return null;
    return movedExpression(to, node);
  }
  // A piece of a template or of a string: no node of its own.
  return value.kind === 'text' ? { text: quoted(value.text, to.style), kept: null } : null;
}

export function movedExpression(to: Destination, expression: ts.Expression): MovedValue | null {
  const node = withoutEncoding(expression);
  if (!isMovable(to, node)) return null;
  const kept = { start: node.getStart(), end: node.end };
  return { text: inListText(node, textOf(to.parsed, kept)), kept };
}

/** As it stands in the text the value is sent: it may be encoded already, and would be a second time. */
function isEncoded(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.getText() === 'encodeURIComponent';
}

/** In a template or concatenation the code encodes by hand; the token client encodes. Elsewhere it is part of the value. */
function withoutEncoding(node: ts.Expression): ts.Expression {
  if (!inText(node) || !ts.isCallExpression(node) || node.arguments.length !== 1) return node;
  return node.expression.getText() === 'encodeURIComponent' ? node.arguments[0]! : node;
}

function inText(node: ts.Node): boolean {
  return (
    ts.isTemplateSpan(node.parent) ||
    (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.PlusToken)
  );
}

/** A comma expression as a member's value needs its parentheses back. */
function inListText(node: ts.Expression, text: string): string {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken
    ? `(${text})`
    : text;
}

/** A list or an object is written otherwise by each client; the token client knows how to write one value. */
function isCompound(to: Destination, node: ts.Node, depth = 3): boolean {
  const inner = withoutParens(node);
  if (ts.isArrayLiteralExpression(inner) || ts.isObjectLiteralExpression(inner)) return true;
  if (inner.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isCallExpression(inner)) return /\.(split|map|filter)$/.test(inner.expression.getText());
  if (!ts.isIdentifier(inner) || depth === 0) return false;
  const [declaration] = symbolOf(to.parsed, inner)?.declarations ?? [];
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    ts.isIdentifier(declaration.name) &&
    declaration.initializer !== undefined &&
    isCompound(to, declaration.initializer, depth - 1)
  );
}

function isMovable(to: Destination, node: ts.Node): boolean {
  if (isCompound(to, node)) return false;
  if (capturedNames(to.parsed, node, to.call).length > 0) return false;
  const elsewhere = functionOf(node) !== functionOf(to.call);
  // What the module read when it was loaded would be read anew.
  if (elsewhere && isChanged(to.context, node, () => false)) return false;
  let movable = true;
  walk(node, (inner) => {
    if (elsewhere && isBoundToFunction(inner)) movable = false;
    // A call above the function runs once when the module is loaded, in the function at every call.
    if (elsewhere && (ts.isCallExpression(inner) || ts.isNewExpression(inner))) movable = false;
    if (ts.isIdentifier(inner) && isChangedBetween(to, inner)) movable = false;
  });
  return movable;
}

function isBoundToFunction(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    (ts.isIdentifier(node) && node.text === 'arguments')
  );
}

/** True when a variable is assigned between the place where its value was read and the call. */
function isChangedBetween(to: Destination, name: ts.Identifier): boolean {
  if (name.end >= to.call.getStart()) return false;
  const symbol = symbolOf(to.parsed, name);
  return identifiers(to.parsed, name.text).some(
    (other) =>
      other.pos >= name.end &&
      other.end <= to.call.getStart() &&
      isWrite(other) &&
      symbolOf(to.parsed, other) === symbol,
  );
}
