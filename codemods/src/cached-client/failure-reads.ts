/** Whether the code tests what it got for a refusal: `if (!data.access_token)`, `if (json.error)`, `if (!(await getToken()))`. */
import { ts } from 'ts-morph';
import { declaredNames, memberName, withCasts } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';
import { helperOf } from './helper.js';
import { usesOfHelper } from './recovery.js';
import type { ResultUse } from './result-uses.js';
import type { SiteContext } from './site-context.js';

/** How many callers are followed, one after the other. */
const DEPTH = 3;
/** Answers that hold what they are given: a refusal is read by whoever asked. */
const ANSWERING = /(^|\.)(json|send|end|write|jsonp)$/;
/** A promise's executor and a callback give to the caller. */
const GIVING = /^(resolve|cb|callback|done)$/;

/**
 * Clients that resolve refused requests leave it to the code to notice. Where the code does, the rewrite must keep the
 * response, for the token client rejects.
 */
export function failureIsRead(context: SiteContext, call: ts.Node, uses: readonly ResultUse[]): boolean {
  if (uses.some(({ node }) => isTested(node) || readsError(node) || isAnswered(node))) return true;
  return (
    uses.some(({ node }) => isGivenToCaller(node)) && callersNotice(context, context.parsed, call, DEPTH)
  );
}

/** `res.json(await response.json())` */
function isAnswered(node: ts.Node): boolean {
  const outer = withAwait(node);
  const { parent } = outer;
  return (
    ts.isCallExpression(parent) && parent.expression !== outer && ANSWERING.test(parent.expression.getText())
  );
}

/** Callers of the function test what it gives them, in this file and in others. */
function callersNotice(context: SiteContext, parsed: ParsedFile, call: ts.Node, depth: number): boolean {
  const helper = helperOf(parsed, call);
  if (!helper || depth === 0) return false;
  const here = usesOfHelper(parsed, call).map((use) => ({ parsed, call: use.parent }));
  return [...here, ...context.callsElsewhere(helper, parsed.file)].some(({ parsed: file, call: given }) => {
    const values = valuesOf(file, given);
    return (
      values.some((value) => isTested(value) || readsError(value) || isAnswered(value)) ||
      (values.some(isGivenToCaller) && callersNotice(context, file, given, depth - 1))
    );
  });
}

/** The call's value, and the variables that hold it or a part of it. */
export function valuesOf(parsed: ParsedFile, call: ts.Node): ts.Node[] {
  const value = withAwait(call);
  const { parent } = value;
  const then =
    ts.isPropertyAccessExpression(parent) && parent.name.text === 'then' && ts.isCallExpression(parent.parent)
      ? parent.parent.arguments[0]
      : undefined;
  const bound =
    ts.isVariableDeclaration(parent) && parent.initializer === value
      ? parent.name
      : then && (ts.isArrowFunction(then) || ts.isFunctionExpression(then))
        ? then.parameters[0]?.name
        : undefined;
  const names = bound ? declaredNames(bound) : [];
  // `token = await getToken()`
  if (ts.isBinaryExpression(parent) && parent.right === value && ts.isIdentifier(parent.left))
    names.push(...declarationsOf(parsed, parent.left));
  return [value, ...names.flatMap((name) => referencesOf(parsed, name))];
}

function declarationsOf(parsed: ParsedFile, name: ts.Identifier): ts.Identifier[] {
  return (parsed.checker.getSymbolAtLocation(name)?.declarations ?? []).flatMap((declaration) =>
    ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) ? [declaration.name] : [],
  );
}

function isGivenToCaller(node: ts.Node): boolean {
  let outer = withAwait(node);
  // A member of an object that is given: `return { token }`.
  while (
    ts.isPropertyAccessExpression(outer.parent) ||
    ts.isPropertyAssignment(outer.parent) ||
    ts.isShorthandPropertyAssignment(outer.parent) ||
    ts.isObjectLiteralExpression(outer.parent)
  )
    outer = withAwait(outer.parent);
  const { parent } = outer;
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === outer)) return true;
  return (
    ts.isCallExpression(parent) && parent.expression !== outer && GIVING.test(parent.expression.getText())
  );
}

export function withAwait(node: ts.Node): ts.Node {
  let outer = withCasts(node);
  while (ts.isAwaitExpression(outer.parent)) outer = withCasts(outer.parent);
  return outer;
}

function readsError(node: ts.Node): boolean {
  const { parent } = node;
  const member = 'expression' in parent && parent.expression === node ? memberName(parent) : undefined;
  if (member !== undefined && /^(error|message|status|code|success|ok)/i.test(member)) return true;
  // A member of the token response that is tested: `json.access_token`, at the layer above.
  if (member !== undefined && isTested(parent)) return true;
  const pattern =
    ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : ts.isObjectBindingPattern(node)
        ? node
        : undefined;
  return (
    pattern !== undefined &&
    ts.isObjectBindingPattern(pattern) &&
    pattern.elements.some((element) =>
      /^(error|message|status|code)/i.test((element.propertyName ?? element.name).getText()),
    )
  );
}

export function isTested(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAwaitExpression(parent) || ts.isAsExpression(parent))
    return isTested(parent);
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken)
  );
}
