/** Code that reads what the login handler had put into the session. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { Edit } from '../../../plan.js';
import { contains, functionOf, isAsync, spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { isWrite } from '../../../source/scope.js';

export interface Readers {
  edits: Edit[];
  /** Files whose code now calls `getAccessToken`. */
  calling: Set<string>;
  /** The first place that could not be rewritten: nothing may be, then. */
  unknown: { file: string; line: number; text: string } | null;
}

/** Rewrites every reader of `members` of the session in one file, `handled` left out. */
export function rewriteReaders(
  parsed: ParsedFile,
  members: ReadonlySet<string>,
  handled: readonly Span[],
  tokenCall: (request: string) => string,
  readers: Readers,
): void {
  const unknownAt = (node: ts.Node): void => {
    const line = parsed.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    readers.unknown ??= { file: parsed.file, line, text: node.getText() };
  };
  walk(parsed.tree, (node) => {
    if (handled.some((span) => contains(span, spanOf(node)))) return false;
    if (members.size > 0 && mayHandOn(node, members)) {
      unknownAt(node);
      return false;
    }
    const read = sessionMember(node);
    if (!read || !members.has(read.member)) return true;
    const edits = editsOf(read, tokenCall);
    if (edits === 'unknown') {
      unknownAt(node);
    } else {
      for (const edit of edits) {
        const isThere = readers.edits.some(
          (other) => other.file === parsed.file && other.start === edit.start,
        );
        if (!isThere) readers.edits.push({ file: parsed.file, ...edit });
        if (edit.text.includes('await ')) readers.calling.add(parsed.file);
      }
    }
    return false;
  });
}

/** The session by another way than `request.session.member`: whoever gets it may read the token. */
function mayHandOn(node: ts.Node, members: ReadonlySet<string>): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    // A variable or parameter that is the session itself.
    const isSession = ts.isIdentifier(node.expression) && /sess/i.test(node.expression.text);
    if (isSession && members.has(node.name.text)) return true;
    return node.name.text === 'session' && ts.isIdentifier(node.expression) && isHandedOn(node);
  }
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return false;
  const member = (node.propertyName ?? node.name).getText();
  return member === 'session' && node.getSourceFile().text.search(anyOf(members)) >= 0;
}

/** A session of which no member is read or written where it stands. */
function isHandedOn(session: ts.PropertyAccessExpression): boolean {
  const { parent } = session;
  if (ts.isPropertyAccessExpression(parent)) return false;
  if (ts.isBinaryExpression(parent) && parent.left === session) return false;
  return !isCondition(session) && !ts.isDeleteExpression(parent);
}

function anyOf(members: ReadonlySet<string>): RegExp {
  return new RegExp(`\\b(${[...members].join('|')})\\b`);
}

interface Read {
  node: ts.PropertyAccessExpression;
  member: string;
  request: string;
}

function sessionMember(node: ts.Node): Read | null {
  if (!ts.isPropertyAccessExpression(node)) return null;
  const session = node.expression;
  if (!ts.isPropertyAccessExpression(session) || session.name.text !== 'session') return null;
  if (!ts.isIdentifier(session.expression)) return null;
  return { node, member: node.name.text, request: session.expression.text };
}

function editsOf(
  { node, request }: Read,
  tokenCall: (request: string) => string,
): Omit<Edit, 'file'>[] | 'unknown' {
  const span = spanOf(node);
  if (ts.isDeleteExpression(node.parent) || isWrite(node.name as ts.Identifier)) return 'unknown';
  const fn = functionOf(node);
  const isOwn = !ts.isSourceFile(fn) && hasParameter(fn, request);
  if (isOwn && (isAsync(fn) || canBeAsync(fn))) {
    const call = `await ${tokenCall(request)}`;
    const edits = [{ ...span, text: bindsTighter(node.parent) ? `(${call})` : call }];
    return isAsync(fn) ? edits : [...edits, { start: fn.getStart(), end: fn.getStart(), text: 'async ' }];
  }
  // Whether somebody is signed in, the session knows without a refresh.
  return isCondition(node) ? [{ ...span, text: `${request}.session${optional(node)}.person` }] : 'unknown';
}

/** Middleware, whose answer nobody waits for: it calls what comes next, or it answers. */
function canBeAsync(fn: ts.SignatureDeclaration): boolean {
  const isPlain = ts.isFunctionDeclaration(fn) || ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);
  if (!isPlain || fn.type || fn.asteriskToken || fn.parameters.length !== 3) return false;
  const modifiers = ts.getModifiers(fn as ts.FunctionDeclaration) ?? [];
  return modifiers.length === 0 && /^(next|done)$/.test(fn.parameters[2]!.name.getText());
}

/** True where `await` needs parentheses, or is given them. */
function bindsTighter(parent: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isBinaryExpression(parent)
  );
}

function optional(node: ts.PropertyAccessExpression): string {
  return node.questionDotToken ? '?' : '';
}

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent))
    return ('condition' in parent ? parent.condition : parent.expression) === node;
  return false;
}

function hasParameter(fn: ts.SignatureDeclaration, name: string): boolean {
  return fn.parameters.some((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name);
}
