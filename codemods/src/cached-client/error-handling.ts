/**
 * Whether code around a request looks at the errors of its HTTP client. The token client throws an error of its own, which
 * carries `response` and `status` as axios errors do; whoever reads more of it needs the client's own error.
 */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { isHandled } from './handling-functions.js';
import { memberName } from '../source/nodes.js';
import { isPropertyName, referencesOf } from '../source/scope.js';

/** How far the callers of the helper are followed inside its file. */
const CALLER_DEPTH = 3;

/** As `same` members: any handler counts, whatever it reads, for before there was nothing that it could catch. */
export const ANY_HANDLER = null;

/** `same` are members that the token client's error has to the same effect as the client's own. */
export function errorIsRead(
  parsed: ParsedFile,
  expression: ts.Node,
  same: readonly string[] | null,
  depth = CALLER_DEPTH,
): boolean {
  for (let node = expression; !ts.isSourceFile(node); node = node.parent) {
    const { parent } = node;
    if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause) {
      const { variableDeclaration } = parent.catchClause;
      if (!same || (variableDeclaration && isRead(parsed, variableDeclaration.name, same))) return true;
    }
    if (
      ts.isPropertyAccessExpression(parent) &&
      parent.expression === node &&
      isHandlerRead(parsed, parent, same)
    )
      return true;
    if (ts.isCallExpression(parent) && parent.expression !== node && isHandled(parsed, parent)) return true;
    if (ts.isFunctionLike(parent) && !isHandedOver(parent))
      return depth > 0 && callersRead(parsed, parent, same, depth - 1);
  }
  return false;
}

/** A callback whose errors come out of the call that it is handed to (`.then(…)`, `within(span, async () => …)`). */
function isHandedOver(fn: ts.Node): boolean {
  const { parent } = fn;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== fn;
}

function isHandlerRead(
  parsed: ParsedFile,
  access: ts.PropertyAccessExpression,
  same: readonly string[] | null,
): boolean {
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return false;
  const handler =
    access.name.text === 'catch'
      ? call.arguments[0]
      : access.name.text === 'then'
        ? call.arguments[1]
        : undefined;
  if (!handler) return false;
  if (!same || (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler))) return true;
  const [parameter] = handler.parameters;
  return parameter !== undefined && isRead(parsed, parameter.name, same);
}

/** Whether more than the `same` members is read of an error; throwing it on reads nothing. */
export function isRead(parsed: ParsedFile, name: ts.BindingName, same: readonly string[]): boolean {
  if (!ts.isIdentifier(name)) {
    return name.elements.some((element) => {
      if (!ts.isBindingElement(element)) return true;
      const key = element.propertyName ?? element.name;
      return !ts.isIdentifier(key) || !same.includes(key.text);
    });
  }
  return referencesOf(parsed, name).some((reference) => {
    const { parent } = reference;
    if (ts.isThrowStatement(parent)) return false;
    const member = 'expression' in parent && parent.expression === reference ? memberName(parent) : undefined;
    return member === undefined || !same.includes(member);
  });
}

function callersRead(
  parsed: ParsedFile,
  fn: ts.SignatureDeclaration,
  same: readonly string[] | null,
  depth: number,
): boolean {
  const name = nameOf(fn);
  if (!name) return false;
  if (ts.isIdentifier(name) && !isPropertyName(name))
    return referencesOf(parsed, name).some((reference) => errorIsRead(parsed, reference, same, depth));
  return methodUses(parsed, name.getText()).some((use) => errorIsRead(parsed, use, same, depth));
}

function nameOf(fn: ts.SignatureDeclaration): ts.Node | undefined {
  if (fn.name && (ts.isIdentifier(fn.name) || ts.isPrivateIdentifier(fn.name))) return fn.name;
  const { parent } = fn;
  if (
    (ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent)) &&
    ts.isIdentifier(parent.name)
  )
    return parent.name;
  return undefined;
}

/** `this.getToken`, `service.getToken`: any member of the name counts. */
function methodUses(parsed: ParsedFile, name: string): ts.Node[] {
  const uses: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parsed.tree);
  return uses;
}
