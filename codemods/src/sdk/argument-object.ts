/** The object literal that an SDK call is given, and its members by name. */
import { ts } from 'ts-morph';
import type { WirePart } from '@grant-migrate/analysis';
import { joined, removal } from '../client-credentials/edit-in-place.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import { functionOf, spanOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf, symbolOf } from '../source/scope.js';

export interface ArgumentObject {
  node: ts.ObjectLiteralExpression;
  members: Map<string, ts.ObjectLiteralElementLike>;
}

/** The literal itself, or that of a variable which nothing else reads; null when members could come from elsewhere. */
export function argumentObject(
  parsed: ParsedFile,
  argument: ts.Expression | undefined,
): ArgumentObject | null {
  const node = argument && literalOf(parsed, argument);
  if (!node) return null;
  const members = new Map<string, ts.ObjectLiteralElementLike>();
  for (const property of node.properties) {
    const name = property.name;
    if (!name || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name))) return null;
    members.set(name.text, property);
  }
  return { node, members };
}

function literalOf(parsed: ParsedFile, argument: ts.Expression): ts.ObjectLiteralExpression | null {
  if (ts.isObjectLiteralExpression(argument)) return argument;
  if (
    ts.isAsExpression(argument) ||
    ts.isSatisfiesExpression(argument) ||
    ts.isParenthesizedExpression(argument)
  )
    return literalOf(parsed, argument.expression);
  if (!ts.isIdentifier(argument)) return null;
  const [declaration, ...others] = symbolOf(parsed, argument)?.declarations ?? [];
  if (!declaration || others.length > 0 || !ts.isVariableDeclaration(declaration)) return null;
  // One of the module may be another file's; one of a function is its own, in the function that a promise calls, too.
  const home = functionOf(declaration);
  if (!ts.isIdentifier(declaration.name) || (home !== functionOf(argument) && ts.isSourceFile(home)))
    return null;
  const isSole = referencesOf(parsed, declaration.name).length === 1;
  return isSole && declaration.initializer && ts.isObjectLiteralExpression(declaration.initializer)
    ? declaration.initializer
    : null;
}

/** What the member holds, as an expression. */
export function valueOf(member: ts.ObjectLiteralElementLike | undefined): ts.Expression | undefined {
  if (!member) return undefined;
  if (ts.isShorthandPropertyAssignment(member)) return member.name;
  return ts.isPropertyAssignment(member) ? member.initializer : undefined;
}

/** Takes members out of their list; null where one of them stands otherwise. */
export function withoutMembers(
  parsed: ParsedFile,
  gone: readonly ts.ObjectLiteralElementLike[],
): SiteRewrite['edits'] | null {
  const parts = gone.map((member): WirePart => {
    const span = spanOf(member);
    return { key: '', span, value: { kind: 'expression', span }, conditional: false };
  });
  const spans = parts.map((part) => removal(parsed, part, parts));
  if (spans.includes(null)) return null;
  return joined(spans as { start: number; end: number }[]).map((span) => ({ ...span, text: '' }));
}
