/**
 * Code that asks for a new token because the old one was refused: after a 401, in a `catch`. Once tokens are reused it would
 * get the refused one again, so the token client must be told.
 */
import { ts } from 'ts-morph';
import type { ReasonCode } from '../reasons.js';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf } from '../source/scope.js';
import { indentationAt } from '../source/style.js';
import { helperOf } from './helper.js';
import { isRecovery } from './recovering.js';
import { TOKEN_CLIENT, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';

/** The rewrite with what its helper's recovering callers need, or the reason why they cannot be helped. */
export function withRecovery(
  context: SiteContext,
  call: ts.Node,
  rewrite: SiteRewrite,
): SiteRewrite | ReasonCode {
  const { parsed, style, names } = context;
  const all = usesOfHelper(parsed, call);
  const uses = all.filter((use) => isRecovery(use) && !isRecursion(use, call) && !failedToBegin(use, all));
  const helper = helperOf(context.parsed, call);
  if (helper && context.recoversElsewhere(helper)) return 'renewed-after-refusal';
  if (uses.length === 0) return rewrite;
  const targets = uses.map(assignedTo);
  if (targets.some((target) => target === null)) return 'renewed-after-refusal';
  const local = names.localFor(TOKEN_CLIENT, 'invalidateAccessToken');
  const edits = (targets as ts.BinaryExpression[]).map((assignment) => {
    const start = assignment.parent.getStart();
    const text = `${local}(${assignment.left.getText()})${style.semicolon}${style.eol}${indentationAt(parsed.text, start)}`;
    return { start, end: start, text };
  });
  return {
    ...rewrite,
    edits: [...rewrite.edits, ...edits],
    imports: [...rewrite.imports, { module: TOKEN_CLIENT, name: 'invalidateAccessToken' }],
  };
}

/** The helper that calls itself after a failure asks again for what it did not get. */
function isRecursion(use: ts.Node, call: ts.Node): boolean {
  for (let fn = functionOf(use); !ts.isSourceFile(fn); fn = functionOf(fn))
    if (fn === functionOf(call)) return true;
  return false;
}

/** `try { token = await getToken(a) } catch { token = await getToken(b) }`: there is no token yet that could have been refused. */
function failedToBegin(use: ts.Node, all: readonly ts.Node[]): boolean {
  for (let node = use.parent; !ts.isFunctionLike(node) && !ts.isSourceFile(node); node = node.parent) {
    if (!ts.isCatchClause(node)) continue;
    const { tryBlock } = node.parent;
    return (
      tryBlock.statements.length === 1 &&
      all.some((other) => other.pos >= tryBlock.pos && other.end <= tryBlock.end)
    );
  }
  return false;
}

/** `token = await getToken()` as a statement of a block: the variable still holds the token that was refused. */
function assignedTo(use: ts.Node): ts.BinaryExpression | null {
  let node = use.parent;
  while (ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node))
    node = node.parent;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const statement = node.parent;
  const stands = ts.isExpressionStatement(statement) && ts.isBlock(statement.parent);
  return stands && (ts.isIdentifier(node.left) || ts.isPropertyAccessExpression(node.left)) ? node : null;
}

/** Calls of the function that makes the request, in its own file. */
export function usesOfHelper(parsed: ParsedFile, call: ts.Node): ts.Node[] {
  const helper = helperOf(parsed, call);
  if (!helper) return [];
  if (!helper.method && helper.declaration)
    return referencesOf(parsed, helper.declaration).filter((name) => isCalled(name));
  return memberCalls(parsed, helper.name);
}

/** `this.getToken()`, `auth.getToken()`: any member of the name that is called. */
function memberCalls(parsed: ParsedFile, name: string): ts.Node[] {
  const found: ts.Node[] = [];
  walk(parsed.tree, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name && isCalled(node)) found.push(node);
  });
  return found;
}

function isCalled(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node.parent) &&
    node.parent.expression === node &&
    !(ts.isIdentifier(node) && isPropertyName(node))
  );
}
