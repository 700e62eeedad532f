/**
 * Code that asks for another token after the first was refused, in ways that cannot be told to the token client: by a second call
 * further down, by calling itself, by another turn of a loop, by a library that tries again. It would get the refused one again.
 */
import { ts } from 'ts-morph';
import { functionName, lastName, walk } from '../source/nodes.js';
import { within } from '../source/scope.js';
import { isWholeStatement } from './recovering.js';

/** A refusal, in the words of a status or an error. */
const REFUSED = /\b401\b|unauthori[sz]ed|invalid[_ ]?token|token[_ ]?expired/i;
/** All is well, or at least it is no refusal: what runs behind it runs after one. */
const ACCEPTED = /(?<!!\s*[\w$.?]*)\.ok\b|[=]==?\s*20\d\b|!==?\s*401\b/;
const RETRYING = /retry|retries|attempt|backoff|again/i;
/** Members of options that are called when something failed. */
const HOOKS =
  /^(onRetry|beforeRetry|retryCondition|afterResponse|onFailedAttempt|onError|onRejected|beforeError)$/i;

/**
 * `use`: a call of the function that makes the request, or the request itself, whose own failures are kept by nobody; `all`: the
 * calls of the file.
 */
export function asksAnew(use: ts.Node, all: readonly ts.Node[]): boolean {
  const isRequest = !all.includes(use);
  for (let node: ts.Node = use; !ts.isSourceFile(node); node = node.parent) {
    const { parent } = node;
    if (!isRequest && ts.isPropertyAssignment(parent) && HOOKS.test(parent.name.getText())) return true;
    if (!isRequest && ts.isCallExpression(parent) && parent.expression !== node)
      if (isTriedAgain(parent, node)) return true;
    if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause && !isRequest)
      if (!isWholeStatement(use) && isAskedBy(parent.catchClause, all)) return true;
    if (ts.isIterationStatement(parent, false) && goesOnAfterRefusal(parent, use)) return true;
    if (ts.isFunctionLike(node)) {
      if (asksTwice(node, all) || (!isRequest && callsItself(node))) return true;
      // A callback is a part of the function that it stands in.
      if (!isPartOfCall(node)) break;
    }
  }
  return false;
}

/** An argument, or in the options that are one. */
function isPartOfCall({ parent }: ts.Node): boolean {
  return (
    ts.isCallExpression(parent) || ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent)
  );
}

/** `pRetry(async () => …)`, `got(url, { retry: { statusCodes: [401] }, … })` */
function isTriedAgain(call: ts.CallExpression, argument: ts.Node): boolean {
  const isWork = ts.isFunctionLike(argument) && RETRYING.test(lastName(call.expression) ?? '');
  const text = call.getText();
  if (isWork) return REFUSED.test(text) || /\bthrow\b/.test(argument.getText());
  return /\bstatusCodes\s*:\s*\[[^\]]*\b401\b/.test(text);
}

/** In a `catch`, a function of the file that asks, too. */
function isAskedBy(clause: ts.CatchClause, all: readonly ts.Node[]): boolean {
  const asking = new Set(
    all.flatMap((use) => {
      const fn = ts.findAncestor(use.parent, ts.isFunctionLike);
      return (fn && functionName(fn)) ?? [];
    }),
  );
  let found = false;
  walk(clause.block, (node) => {
    if (ts.isCallExpression(node)) found ||= asking.has(lastName(node.expression) ?? '');
    return !found;
  });
  return found;
}

/** `do { … } while (status === 401)`, `if (status !== 401) return …` in a loop that asks in each turn. */
function goesOnAfterRefusal(loop: ts.IterationStatement, use: ts.Node): boolean {
  if ((ts.isDoStatement(loop) || ts.isWhileStatement(loop)) && REFUSED.test(loop.expression.getText()))
    return true;
  let found = false;
  walk(loop.statement, (node) => {
    if (ts.isFunctionLike(node) && !within(use, node)) return false;
    if (ts.isIfStatement(node) && node.pos > use.end && /!==?\s*401\b/.test(node.expression.getText()))
      found ||= leaves(node.thenStatement);
    return !found;
  });
  return found;
}

/** A second call of the helper behind a refusal, or behind what returned because all was well. */
function asksTwice(fn: ts.SignatureDeclaration, all: readonly ts.Node[]): boolean {
  const uses = all.filter((use) => within(use, fn)).sort((a, b) => a.pos - b.pos);
  if (uses.length < 2) return false;
  const [first] = uses;
  const last = uses.at(-1)!;
  let found = false;
  walk(fn, (node) => {
    const condition = ts.isIfStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : ts.isVariableDeclaration(node)
          ? node.initializer
          : undefined;
    if (condition && node.end > first!.end && condition.pos < last.pos) {
      const text = condition.getText();
      if (REFUSED.test(text)) found = true;
      if (ts.isIfStatement(node) && ACCEPTED.test(text))
        found ||= leaves(node.thenStatement) && node.end < last.pos;
    }
    return !found;
  });
  return found;
}

function callsItself(fn: ts.SignatureDeclaration): boolean {
  const name = functionName(fn);
  if (name === undefined) return false;
  let refused = false;
  let called = false;
  walk(fn, (node) => {
    if (ts.isCallExpression(node) && lastName(node.expression) === name && !isOfSuper(node)) called = true;
    if (ts.isIfStatement(node) || ts.isSwitchStatement(node)) refused ||= REFUSED.test(conditionOf(node));
    if (ts.isConditionalExpression(node)) refused ||= REFUSED.test(node.condition.getText());
    if (ts.isCatchClause(node)) refused ||= node.getText().includes(name);
    return !(refused && called);
  });
  return refused && called;
}

/** `super.prepare()` is another's function. */
function isOfSuper({ expression: callee }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function conditionOf(node: ts.IfStatement | ts.SwitchStatement): string {
  if (ts.isIfStatement(node)) return node.expression.getText();
  return node.caseBlock.clauses
    .map((one) => (ts.isCaseClause(one) ? one.expression.getText() : ''))
    .join(' ');
}

function leaves(then: ts.Statement): boolean {
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isBreakStatement(last));
}
