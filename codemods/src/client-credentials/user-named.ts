/** Whether the program says the user's name elsewhere than where it signs in: the API would know another one, the machine. */
import { ts } from 'ts-morph';
import { oneValue } from '../accounts/one-value.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { lastName, walk, withCasts } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName } from '../source/scope.js';

const LOGS =
  /(^|\.)(log|debug|info|warn|error|trace|verbose|write|Error|TypeError|assert|fail|invariant|describe|it|test)$/i;
const COMPARED = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const LOOKS_UP = /^(includes|startsWith|endsWith|has|find|indexOf|eq|equals|where)$/;
/** Members that say whose something is, or who does it. */
const OF_A_PERSON =
  /owner|assignee|assigned|by$|behalf|impersonat|^['"]?sub(ject)?['"]?$|actor|author|requester|^['"]?who['"]?$/i;

/** `user` is the name as it is sent, `files` those that have to do with the token. */
export function isUserNamed(
  context: SiteContext,
  user: ts.Node,
  call: ts.Node,
  files: readonly ParsedFile[],
): boolean {
  const value = oneValue(context, context.parsed, user);
  if (value === null) return false;
  const names = new Set([lastName(user), value.split('.').at(-1)!.replace(/\W/g, '')]);
  return files.some((file) => {
    let found = false;
    walk(file.tree, (node) => {
      if (found || node === call) return false;
      if (!isReading(node) || !names.has(lastName(node)) || !isSpokenOf(node)) return true;
      found = oneValue(context.inFile(file), file, node) === value;
      return !found;
    });
    return found;
  });
}

function isReading(node: ts.Node): node is ts.Expression {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
  return ts.isIdentifier(node) && !isPropertyName(node);
}

/** Compared, put into an address or a text, looked up, sent as a header or a member: not only logged or looked for. */
function isSpokenOf(node: ts.Expression): boolean {
  const outer = withCasts(node);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent) && COMPARED.has(parent.operatorToken.kind)) {
    const other = parent.left === outer ? parent.right : parent.left;
    return !/^(undefined|null|void 0|''|""|``|typeof\b.*)$/.test(other.getText());
  }
  if (
    ts.isTemplateSpan(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken)
  )
    return isText(parent, outer) && !isLogged(parent);
  if (ts.isCallExpression(parent) && parent.expression !== outer)
    return LOOKS_UP.test(lastName(parent.expression) ?? '');
  if (!ts.isPropertyAssignment(parent) || parent.initializer !== outer) return false;
  return isHeader(parent) || OF_A_PERSON.test(parent.name.getText());
}

/** More than the name itself, and no body of a token request. */
function isText(part: ts.Node, name: ts.Node): boolean {
  const text = ts.isTemplateSpan(part) ? part.parent.getText() : part.getText();
  return (
    text.replace(/[`${}\s]/g, '') !== name.getText().replace(/[`${}\s]/g, '') &&
    !/password|grant_type|username=/i.test(text)
  );
}

function isLogged(node: ts.Node): boolean {
  const call = ts.findAncestor(
    node,
    (outer) =>
      ts.isCallExpression(outer) ||
      ts.isNewExpression(outer) ||
      ts.isThrowStatement(outer) ||
      ts.isFunctionLike(outer),
  );
  if (!call || ts.isFunctionLike(call)) return false;
  return ts.isThrowStatement(call) || LOGS.test((call as ts.CallExpression).expression.getText());
}

function isHeader({ parent: object, name }: ts.PropertyAssignment): boolean {
  if (/^['"]x-/i.test(name.getText())) return true;
  return ts.isPropertyAssignment(object.parent) && object.parent.name.getText() === 'headers';
}
