/** Where code that asks for another token finds the one that was refused, and where it can say so. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { functionOf, walk } from '../source/nodes.js';
import { indentationAt, type Style } from '../source/style.js';

/** A 401, in the words of a status, of an error or of a function that looks for it. */
const REFUSED = /\b401\b|unauthori[sz]ed|expired|invalid[_ ]?token/i;

export interface Refusal {
  /** The expression that holds the refused token. */
  token: string;
  /** Code runs from here on that knows of the refusal. */
  at: ts.Statement;
}

/** For a call that recovers: the variable that it assigns anew, or the one that an earlier call has filled. */
export function refusedBefore(use: ts.Node, all: readonly ts.Node[]): Refusal | null {
  const assigned = assignedTo(use);
  if (assigned) return { token: assigned.left.getText(), at: assigned.parent as ts.Statement };
  const earlier = all.filter((other) => other.pos < use.pos).flatMap((other) => variableOf(other) ?? []);
  const [only, ...others] = earlier.filter((name) => isVisible(name, use));
  const at = statementOf(use);
  return only && others.length === 0 && at ? { token: only.text, at } : null;
}

/** For a call in a loop whose next turn asks again after a refusal: null where it does not, 'unknown' where the token has no name. */
export function refusedInLoop(use: ts.Node): Refusal | 'unknown' | null {
  const loop = loopAround(use);
  if (!loop) return null;
  const goesOn: ts.IfStatement[] = [];
  walk(loop, (node) => {
    if (node !== loop && ts.isFunctionLike(node)) return false;
    if (ts.isIfStatement(node) && node.pos > use.end && REFUSED.test(node.expression.getText()))
      if (endsInNextTurn(node.thenStatement)) goesOn.push(node);
    return true;
  });
  const [first, ...others] = goesOn;
  if (!first) return null;
  const name = variableOf(use);
  return name && others.length === 0 && isVisible(name, first)
    ? { token: name.text, at: first.thenStatement }
    : 'unknown';
}

/** The text that tells the token client, put where the refusal is known; braces come where there were none. */
export function tellRefusal(
  parsed: ParsedFile,
  style: Style,
  { token, at }: Refusal,
  callee: string,
): { start: number; end: number; text: string }[] {
  const tell = `${callee}(${token})${style.semicolon}`;
  if (ts.isBlock(at)) {
    const [first] = at.statements;
    const start = first!.getStart();
    const isOneLine = !/\n/.test(parsed.text.slice(at.getStart(), start));
    const gap = isOneLine ? ' ' : style.eol + indentationAt(parsed.text, start);
    return [{ start, end: start, text: `${tell}${gap}` }];
  }
  const start = at.getStart();
  const outer = indentationAt(parsed.text, start);
  if (ts.isBlock(at.parent) || ts.isSourceFile(at.parent) || ts.isCaseOrDefaultClause(at.parent))
    return [{ start, end: start, text: `${tell}${style.eol}${outer}` }];
  const inner = outer + style.indent;
  return [
    { start, end: start, text: `{${style.eol}${inner}${tell}${style.eol}${inner}` },
    { start: at.end, end: at.end, text: `${style.eol}${outer}}` },
  ];
}

/** `const token = await getToken()` */
function variableOf(use: ts.Node): ts.Identifier | null {
  const { parent } = outermost(use);
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : null;
}

/** `token = await getToken()` as a statement of a block: the variable still holds the token that was refused. */
function assignedTo(use: ts.Node): ts.BinaryExpression | null {
  const { parent: node } = outermost(use);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const statement = node.parent;
  const stands = ts.isExpressionStatement(statement) && ts.isBlock(statement.parent);
  return stands && (ts.isIdentifier(node.left) || ts.isPropertyAccessExpression(node.left)) ? node : null;
}

/** The call with the `await` and the parentheses around it. */
export function outermost(use: ts.Node): ts.Node {
  let node = use.parent;
  while (ts.isAwaitExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  return node;
}

function isVisible(name: ts.Identifier, from: ts.Node): boolean {
  const block = name.parent.parent.parent.parent;
  return block.pos <= from.pos && from.end <= block.end;
}

function statementOf(use: ts.Node): ts.Statement | null {
  for (let node = use; !ts.isFunctionLike(node) && !ts.isSourceFile(node); node = node.parent)
    if (ts.isStatement(node) && ts.isBlock(node.parent)) return node;
  return null;
}

function loopAround(use: ts.Node): ts.IterationStatement | null {
  const home = functionOf(use);
  for (let node = use.parent; node !== home; node = node.parent)
    if (ts.isIterationStatement(node, false)) return node;
  return null;
}

function endsInNextTurn(then: ts.Statement): boolean {
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return last !== undefined && ts.isContinueStatement(last);
}
