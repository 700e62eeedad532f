/**
 * What an application's own wrapper answers, where that can be told: the token client's answer, which is kept already; the token
 * alone, which says nothing of when it ends and so cannot be kept; or that it prints or counts beside, which a hit would leave out.
 */
import { ts } from 'ts-morph';
import { functionOf, lastName, walk, withCasts, withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import type { ReasonCode } from '../reasons.js';
import { importedNames } from '../source/import-names.js';
import { acts } from './wrapper-acts.js';
import { TOKEN_RESPONSE, type Segment } from './result-flow.js';
import { TOKEN_CLIENT } from './rewrite.js';
import { usesOf, type ResultUse } from './result-uses.js';
import type { SiteContext } from './site-context.js';

export type WrapperAnswer = 'kept' | 'token-alone' | 'acts';

/** Members in which an answer holds the token response. */
const BODIES = /^['"]?(access_token|data|body|payload|text)['"]?$/;
const TOKEN_AT_END = /\baccess_?token\b[\s)!;]*$/i;
const KEPT =
  /\b(getAccessToken|getTokenResponse|cached(Axios|Fetch|Got|Ky|Call|Request|Superagent|NodeHttp|SdkCall))\s*[(<]/;
/** Names of the token itself, not of what it came in. */
const TOKEN_NAME = /(token|jwt|bearer)$/i;

/** The reason against wrapping the wrapper that is called, or null. */
export function wrapperProblem(
  { parsed, answerElsewhere }: Pick<SiteContext, 'parsed' | 'answerElsewhere'>,
  call: ts.CallExpression,
  flow: Segment,
): ReasonCode | null {
  const name = lastName(call.expression);
  const root = rootOf(call.expression);
  const imported = importedNames(parsed).find(({ local }) => local.text === root);
  const declared = imported && imported.name !== '*' && root === name ? imported.name : name;
  const answer =
    name === undefined
      ? null
      : imported
        ? (answerElsewhere(imported.module, declared!) ?? answerElsewhere(imported.module, name))
        : answerOf(parsed, name);
  if (answer === 'kept') return 'already-reused';
  if (answer === 'acts') return 'shape-not-modelled';
  return answer === 'token-alone' || isUsedAsToken(flow) ? 'token-alone' : null;
}

function isAccess(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function rootOf(callee: ts.Expression): string {
  let node = callee;
  while (isAccess(node)) node = node.expression;
  return node.getText();
}

/** What the functions and methods of this name in a file answer; null where that cannot be told, or they differ. */
export function answerOf(parsed: ParsedFile, name: string): WrapperAnswer | null {
  const isMigrated = parsed.text.includes(TOKEN_CLIENT);
  const answers = new Set<WrapperAnswer | null>();
  walk(parsed.tree, (node) => {
    const body = bodyOf(node);
    const fn = node as ts.SignatureDeclaration;
    if (body && nameOf(fn) === name)
      answers.add(
        isMigrated && KEPT.test(body.getText())
          ? 'kept'
          : (answerOfFunction(fn) ?? (acts(body) ? 'acts' : null)),
      );
    return true;
  });
  const [first = null, ...others] = answers;
  return others.length === 0 ? first : null;
}

/** The value itself is used as a text, or called the token. */
function isUsedAsToken(flow: Segment): boolean {
  const uses = usesOf(flow);
  const isText = ({ node }: ResultUse): boolean => {
    const { parent } = node;
    return (
      ts.isTemplateSpan(parent) ||
      (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken)
    );
  };
  const readsMember = ({ node, layer }: ResultUse): boolean =>
    layer >= TOKEN_RESPONSE ||
    ts.isObjectBindingPattern(node) ||
    (isAccess(node.parent) && node.parent.expression === node);
  if (uses.length === 0 || uses.some(readsMember)) return false;
  const { end } = flow;
  const isNamed =
    end.kind === 'variable' &&
    ts.isIdentifier(end.declaration.name) &&
    TOKEN_NAME.test(end.declaration.name.text);
  return isNamed || uses.some(isText);
}

/** Whether a function hands out the token alone; null where that cannot be told. */
export function answerOfFunction(fn: ts.SignatureDeclaration): WrapperAnswer | null {
  const body = bodyOf(fn);
  if (!body) return null;
  const returned: ts.Node[] = ts.isBlock(body) ? [] : [body];
  walk(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression && functionOf(node) === fn)
      returned.push(node.expression);
    return true;
  });
  const given = returned.flatMap((node) => resolvedBy(node));
  const isBare = given.some((node) => TOKEN_AT_END.test(node.getText()) || isRenamed(node));
  return isBare || (given.length > 0 && given.every(isOfOwnNames)) ? 'token-alone' : null;
}

/** What a promise that is made by hand is resolved with; anything else is its own answer. */
function resolvedBy(node: ts.Node): ts.Node[] {
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'Promise') return [node];
  const executor = node.arguments?.[0];
  const resolve =
    executor && ts.isFunctionLike(executor) ? executor.parameters[0]?.name.getText() : undefined;
  const found: ts.Node[] = [];
  if (executor)
    walk(executor, (inner) => {
      if (ts.isCallExpression(inner) && inner.expression.getText() === resolve)
        found.push(...inner.arguments);
    });
  return found;
}

/** `{ access, type }`: of none of the names by which the drop-in finds the token. */
function isOfOwnNames(node: ts.Node): boolean {
  const inner = withoutParens(node);
  return (
    ts.isObjectLiteralExpression(inner) &&
    inner.properties.length > 0 &&
    !inner.properties.some(
      (property) => ts.isSpreadAssignment(property) || BODIES.test(property.name?.getText() ?? ''),
    )
  );
}

/** `{ token, expiresIn }`, here or by a function of the file: an object in which the drop-in would find no access token. */
function isRenamed(node: ts.Node, depth = 2): boolean {
  const inner = withoutParens(node);
  if (ts.isObjectLiteralExpression(inner))
    return (
      isOfOwnNames(inner) &&
      inner.properties.some((property) => TOKEN_NAME.test(property.name?.getText() ?? ''))
    );
  if (!ts.isCallExpression(inner) || !ts.isIdentifier(inner.expression) || depth === 0) return false;
  const { text } = inner.expression;
  let renamed = false;
  walk(inner.getSourceFile(), (other) => {
    const body = bodyOf(other);
    if (!body || nameOf(other as ts.SignatureDeclaration) !== text) return;
    if (!ts.isBlock(body)) renamed ||= isRenamed(body, depth - 1);
    else
      for (const statement of body.statements)
        if (ts.isReturnStatement(statement) && statement.expression)
          renamed ||= isRenamed(statement.expression, depth - 1);
  });
  return renamed;
}

function bodyOf(node: ts.Node): ts.Node | undefined {
  return ts.isFunctionLike(node) && 'body' in node ? (node.body as ts.Node | undefined) : undefined;
}

function nameOf(fn: ts.SignatureDeclaration): string | undefined {
  if (fn.name) return fn.name.getText();
  const { parent } = withCasts(fn as ts.Node);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.name.getText();
  return ts.isBinaryExpression(parent) ? lastName(parent.left) : undefined;
}
