/**
 * The third form for client credentials: the call stays and goes through the drop-in; in its body the grant and the scope
 * are replaced and the user's parameters go. A request whose token is `kept` already needs no drop-in.
 */
import { ts } from 'ts-morph';
import type { Span, WirePart } from '@grant-migrate/analysis';
import { isTakenApart, isWrittenUnseen } from '../cached-client/unseen-writes.js';
import { asTransport, type HttpRequest } from '../cached-client/migrate-site.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { wholeLines } from '../source/lines.js';
import { callAt, functionOf, nodeAt, spanOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';
import { quoted } from '../source/style.js';
import type { MachineRequest } from './machine-request.js';

export function editInPlace(
  context: SiteContext,
  machine: MachineRequest,
  request: HttpRequest,
  kept: boolean,
): SiteRewrite | ReasonCode {
  const { transport } = request.client;
  const edits = transport || kept ? parameterEdits(context, machine) : null;
  if (!edits) return 'shape-not-modelled';
  if (kept || !transport) return { edits, kept: [], imports: [], form: 'other' };
  const wrapped = asTransport(context, machine.site, request);
  return typeof wrapped === 'string' ? wrapped : { ...wrapped, edits: [...wrapped.edits, ...edits] };
}

/** The body as a machine sends it, changed where it stands; null where a part of it cannot be. */
export function parameterEdits(context: SiteContext, machine: MachineRequest): SiteRewrite['edits'] | null {
  if (machine.site.wire.opaque.length > 0) return null;
  const { start, end } = machine.site;
  const call = callAt(context.parsed, { start: start.offset, end: end.offset });
  if (!call || isTakenApart(context.parsed, call)) return null;
  const edits: SiteRewrite['edits'] = [];
  for (const { part, text } of machine.replaced) {
    const node = part.value.span && nodeAt(context.parsed, part.value.span);
    if (!node || !ts.isExpression(node) || part.conditional || isPieceOfText(node)) return null;
    if (isShared(context, node, call)) return null;
    const name = quoted(text, context.style);
    const { parent } = node;
    if (ts.isShorthandPropertyAssignment(parent))
      edits.push({ ...spanOf(parent), text: `${part.key}: ${name}` });
    else edits.push({ ...spanOf(node), text: name });
  }
  const removals: Span[] = [];
  for (const part of machine.dropped) {
    const span = removal(context.parsed, part, machine.dropped);
    if (!span || part.conditional) return null;
    removals.push(span);
  }
  return [...edits, ...joined(removals).map((span) => ({ ...span, text: '' }))];
}

/** A body that several functions send, here or in other files: the others' requests would become a machine's with it. */
function isShared(context: SiteContext, node: ts.Node, call: ts.Node): boolean {
  const home = ts.findAncestor(
    node,
    (outer) => ts.isVariableDeclaration(outer) || ts.isPropertyDeclaration(outer) || ts.isFunctionLike(outer),
  );
  if (!home || ts.isFunctionLike(home) || !home.name || !ts.isIdentifier(home.name)) return false;
  // A field is anybody's who has the object.
  if (ts.isPropertyDeclaration(home)) return true;
  if (isWrittenUnseen(context, home.name, call)) return true;
  return new Set(referencesOf(context.parsed, home.name).map(functionOf)).size > 1;
}

function isPieceOfText(node: ts.Node): boolean {
  return (
    ts.isTemplateSpan(node.parent) ||
    (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.PlusToken)
  );
}

/** What goes with one parameter: the property and its comma, or the statement that appends it. */
export function removal(parsed: ParsedFile, part: WirePart, dropped: readonly WirePart[]): Span | null {
  const node = nodeAt(parsed, part.span);
  const property =
    node &&
    (ts.isObjectLiteralElementLike(node)
      ? node
      : ts.isObjectLiteralElementLike(node.parent)
        ? node.parent
        : undefined);
  if (property && ts.isObjectLiteralExpression(property.parent))
    return listRemoval(parsed, property, property.parent, dropped);
  const call = node && (ts.isExpressionStatement(node) ? node.expression : node);
  if (call && ts.isCallExpression(call) && ts.isExpressionStatement(call.parent))
    return wholeLines(parsed.text, spanOf(call.parent));
  return null;
}

function listRemoval(
  parsed: ParsedFile,
  property: ts.ObjectLiteralElementLike,
  object: ts.ObjectLiteralExpression,
  dropped: readonly WirePart[],
): Span {
  const { properties } = object;
  const index = properties.indexOf(property);
  const next = properties[index + 1];
  const isDropped = (other: ts.Node): boolean =>
    dropped.some((part) => part.span.start >= other.getStart() && part.span.end <= other.end);
  const staying = properties.slice(0, index).findLast((other) => !isDropped(other));
  const behind = properties.slice(index).every(isDropped);
  if (
    behind &&
    staying &&
    !properties.hasTrailingComma &&
    !parsed.text.slice(staying.end, property.getStart()).includes('/')
  )
    return { start: staying.end, end: property.end };
  const line = wholeLines(parsed.text, {
    start: property.getStart(),
    end: endOfComma(parsed.text, property.end),
  });
  if (parsed.text.slice(line.start, property.getStart()).trim() === '' && parsed.text[line.end - 1] === '\n')
    return line;
  return next
    ? { start: property.getStart(), end: next.getStart() }
    : { start: property.getStart(), end: endOfComma(parsed.text, property.end) };
}

function endOfComma(text: string, end: number): number {
  const comma = /^\s*,/.exec(text.slice(end));
  return comma ? end + comma[0].length : end;
}

/** Spans that overlap or touch become one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}
