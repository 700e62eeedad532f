/**
 * What stands around a sign-in that now leaves the page: nothing behind a redirect runs, so that only code may stand there
 * that had no other purpose than to show that the person is signed in.
 */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import { wholeLines } from '../../source/lines.js';
import { lastName, siblingsOf, spanOf, walk } from '../../source/nodes.js';
import type { ParsedFile } from '../../source/parsed-file.js';

export interface SignInStatement {
  /** The call with its `await`, its `.then(…)` and `.catch(…)`. */
  expression: ts.Expression;
  /** What goes of `.then(…)` where the new call has a promise, too; handlers of a failure stay. */
  chain: { start: number; end: number; text: string }[];
  handlesFailure: boolean;
  /** Statements behind it that would only be run on the page that is left. */
  behind: Span[];
  /** Where the person was sent, as the source has it. */
  targets: string[];
}

const NAVIGATES =
  /^(navigate|navigateByUrl|push|replace|assign|reload|redirect|setRoot|navigateRoot|navigateForward)$/;
const SHOWS =
  /^(loadUserProfile|close|dismiss|hide|log|debug|info|markForCheck|detectChanges|success|toast|emit)$/;

/** For AUTH-MIGRATION.md: what callers do cannot be seen from here. */
export const CALLERS =
  'What callers do behind the sign-in (load data, go to another page) belongs to where the answer is taken: the page is left before.';

/** Undefined when the sign-in's result is used, or something behind it does more than show it. */
export function signInStatement(parsed: ParsedFile, call: ts.CallExpression): SignInStatement | undefined {
  const found: SignInStatement = {
    expression: call,
    chain: [],
    handlesFailure: false,
    behind: [],
    targets: [],
  };
  for (;;) {
    const { parent } = found.expression;
    if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isVoidExpression(parent)) {
      found.expression = parent;
    } else if (
      ts.isPropertyAccessExpression(parent) &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression === parent
    ) {
      if (!takeHandlers(parent.name.text, parent.parent, found)) return undefined;
      found.expression = parent.parent;
    } else break;
  }
  const statement = found.expression.parent;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const siblings = siblingsOf(statement) ?? [];
  for (const next of siblings.slice(siblings.indexOf(statement) + 1)) {
    if (!onlyShows(next, found.targets)) return undefined;
    if (leaves(next)) found.behind.push(wholeLines(parsed.text, spanOf(next)));
  }
  return found;
}

function takeHandlers(name: string, chained: ts.CallExpression, found: SignInStatement): boolean {
  const [first, second] = chained.arguments;
  const link = {
    start: (chained.expression as ts.PropertyAccessExpression).expression.end,
    end: chained.end,
  };
  if (name === 'then') {
    if (first && !handlerShows(first, found.targets)) return false;
    found.chain.push({ ...link, text: second ? `.catch(${second.getText()})` : '' });
    found.handlesFailure ||= second !== undefined;
    return true;
  }
  found.handlesFailure ||= name === 'catch';
  return name === 'catch' || name === 'finally';
}

function handlerShows(handler: ts.Expression, targets: string[]): boolean {
  if (handler.kind === ts.SyntaxKind.NullKeyword || handler.getText() === 'undefined') return true;
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return false;
  if (!ts.isBlock(handler.body)) return showsOnly(handler.body, targets);
  return handler.body.statements.every((statement) => onlyShows(statement, targets));
}

function onlyShows(statement: ts.Statement, targets: string[]): boolean {
  if (ts.isReturnStatement(statement)) return !statement.expression || isLiteral(statement.expression);
  if (ts.isExpressionStatement(statement)) return showsOnly(statement.expression, targets);
  if (ts.isIfStatement(statement)) return thenShows(statement, targets);
  if (ts.isBlock(statement)) return statement.statements.every((inner) => onlyShows(inner, targets));
  return false;
}

function thenShows({ thenStatement, elseStatement }: ts.IfStatement, targets: string[]): boolean {
  return onlyShows(thenStatement, targets) && (!elseStatement || onlyShows(elseStatement, targets));
}

function showsOnly(expression: ts.Expression, targets: string[]): boolean {
  let inner = expression;
  while (ts.isAwaitExpression(inner) || ts.isParenthesizedExpression(inner) || ts.isVoidExpression(inner))
    inner = inner.expression;
  if (ts.isBinaryExpression(inner)) {
    if (inner.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    if (/\blocation(\.href)?$/.test(inner.left.getText())) return targets.push(inner.right.getText()) > 0;
    return isLiteral(inner.right);
  }
  if (!ts.isCallExpression(inner)) return false;
  const name = lastName(inner.expression) ?? '';
  if (NAVIGATES.test(name)) {
    const [target] = inner.arguments;
    if (target) targets.push(target.getText());
    return true;
  }
  // `setLoading(false)`: state of the page that is left.
  const isSetter = /^set[A-Z]/.test(name) && inner.arguments.every(isLiteral);
  return isSetter || SHOWS.test(name);
}

/** Navigation behind the redirect would cross it. */
function leaves(statement: ts.Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (ts.isCallExpression(node)) {
      const name = lastName(node.expression) ?? '';
      if (NAVIGATES.test(name) || name === 'loadUserProfile') found = true;
    }
    if (ts.isBinaryExpression(node) && /\blocation(\.href)?$/.test(node.left.getText())) found = true;
  });
  return found;
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.getText() === 'undefined'
  );
}
