/**
 * Code that asks for a new token because the old one was refused: after a 401, in a `catch`. Once tokens are reused it would
 * get the refused one again, so the token client must be told.
 */
import { ts } from 'ts-morph';
import type { ReasonCode } from '../reasons.js';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf } from '../source/scope.js';
import { escaped } from '../source/pattern.js';
import { asksAnew } from './asks-anew.js';
import { helperOf } from './helper.js';
import { failedToBegin, isRecovery } from './recovering.js';
import { refusedBefore, refusedInLoop, tellRefusal, type Refusal } from './refused-token.js';
import { TOKEN_CLIENT, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';
import { answerOfFunction } from './wrapper-answer.js';

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
  const looping = all.filter((use) => !uses.includes(use)).map(refusedInLoop);
  const refusals = [...uses.map((use) => refusedBefore(use, all)), ...looping.filter((one) => one !== null)];
  const told = new Set(
    [...uses, ...all.filter((use) => refusedInLoop(use) !== null)].map((use) => functionOf(use)),
  );
  const unseen = [call, ...all].some((use) => !told.has(functionOf(use)) && asksAnew(use, all));
  if (unseen) return 'renewed-after-refusal';
  if (refusals.length === 0) return rewrite;
  const local = names.localFor(TOKEN_CLIENT, 'invalidateAccessToken');
  const edits: SiteRewrite['edits'] = [];
  for (const refusal of refusals) {
    const token = refusal && refusal !== 'unknown' ? tokenIn(context, call, rewrite, refusal.token) : null;
    if (token === null) return 'renewed-after-refusal';
    edits.push(...tellRefusal(parsed, style, { ...(refusal as Refusal), token }, local));
  }
  return {
    ...rewrite,
    edits: [...rewrite.edits, ...edits],
    imports: [...rewrite.imports, { module: TOKEN_CLIENT, name: 'invalidateAccessToken' }],
  };
}

/** The access token in what the helper answers; null where that cannot be told. */
function tokenIn(context: SiteContext, call: ts.Node, { form }: SiteRewrite, name: string): string | null {
  if (form === 'access-token' || /token$/i.test(name)) return name;
  const fn = functionOf(call);
  if (!ts.isSourceFile(fn) && answerOfFunction(fn) === 'token-alone') return name;
  const { text } = context.parsed;
  return new RegExp(`(?<![\\w$.])${escaped(name)}\\.access_token\\b`).test(text)
    ? `${name}.access_token`
    : null;
}

/** The helper that calls itself after a failure asks again for what it did not get. */
function isRecursion(use: ts.Node, call: ts.Node): boolean {
  for (let fn = functionOf(use); !ts.isSourceFile(fn); fn = functionOf(fn))
    if (fn === functionOf(call)) return true;
  return false;
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
