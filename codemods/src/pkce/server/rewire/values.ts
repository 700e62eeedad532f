/** What a value in a login handler is, seen from the sign-in: followed through variables, awaits and helpers. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { withoutParens } from '../../../source/nodes.js';
import { symbolOf } from '../../../source/scope.js';
import type { LoginHandler } from './login-handler.js';
import type { ResultNames } from './result-names.js';

export type Value =
  | 'access-token'
  | 'other-token'
  /** An object around a token, as keycloak-connect has it. */
  | 'held-access-token'
  | 'response'
  | 'user-name'
  | 'constant'
  | 'unknown';

export interface Tracing {
  parsed: ParsedFile;
  helpers: LoginHandler['helpers'];
  /** The token request itself. */
  isSite(node: ts.Node): boolean;
  /** What the client that made the request gives: an SDK has names of its own. */
  result: ResultNames;
  /** How the user name is written at the request, in the handler's own words. */
  userName: ReadonlySet<string>;
}

export function valueOf(expression: ts.Expression, tracing: Tracing, depth = 0): Value {
  const node = withoutParens(expression);
  if (depth > 8) return 'unknown';
  const again = (next: ts.Expression): Value => valueOf(next, tracing, depth + 1);
  if (tracing.isSite(node)) return 'response';
  if (ts.isLiteralExpression(node) || /^(true|false|null|undefined)$/.test(node.getText())) return 'constant';
  if (tracing.userName.has(node.getText())) return 'user-name';
  if (ts.isPropertyAccessExpression(node))
    return memberOf(node.name.text, again(node.expression), tracing.result);
  if (ts.isCallExpression(node)) return ofCall(node, tracing, again);
  if (ts.isIdentifier(node)) return ofName(node, tracing, again);
  if (ts.isObjectLiteralExpression(node)) return ofObject(node, again);
  return 'unknown';
}

function memberOf(name: string, object: Value, result: ResultNames): Value {
  if (object === 'held-access-token') return name === 'token' ? 'access-token' : 'unknown';
  if (object === 'other-token' && name === 'token') return 'other-token';
  return object === 'response' ? (result[name] ?? 'unknown') : 'unknown';
}

function ofCall(node: ts.CallExpression, tracing: Tracing, again: (next: ts.Expression) => Value): Value {
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'json') return again(callee.expression);
  const [first] = node.arguments;
  // rxjs: the answer of Nest's HttpService as a promise.
  if (/^(first|last)ValueFrom$/.test(callee.getText()) && first) return again(first);
  const name = callee.getText().split('.').at(-1);
  const helper = tracing.helpers.find((candidate) => candidate.name === name);
  if (!helper) return 'unknown';
  // Nothing at all is what a helper answers when the provider refused.
  const returned = returnsOf(helper.fn).filter((value) => !/^(undefined|null|false)$/.test(value.getText()));
  if (returned.length !== 1) return 'unknown';
  return valueOf(returned[0]!, { ...tracing, parsed: helper.parsed });
}

function ofName(node: ts.Identifier, tracing: Tracing, again: (next: ts.Expression) => Value): Value {
  const [declaration] = symbolOf(tracing.parsed, node)?.declarations ?? [];
  if (!declaration) return 'unknown';
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) return again(declaration.initializer);
  if (!ts.isBindingElement(declaration) || !ts.isObjectBindingPattern(declaration.parent)) return 'unknown';
  const member = (declaration.propertyName ?? declaration.name).getText();
  const whole = declaration.parent.parent;
  if (ts.isVariableDeclaration(whole) && whole.initializer)
    return tracing.userName.has(`${whole.initializer.getText()}.${member}`)
      ? 'user-name'
      : memberOf(member, again(whole.initializer), tracing.result);
  return 'unknown';
}

function ofObject(node: ts.ObjectLiteralExpression, again: (next: ts.Expression) => Value): Value {
  const values = node.properties.map((property) => {
    if (ts.isPropertyAssignment(property)) return again(property.initializer);
    return ts.isShorthandPropertyAssignment(property) ? again(property.name) : 'unknown';
  });
  if (values.every((value) => value === 'constant')) return 'constant';
  return values.every((value) => value === 'constant' || value === 'user-name') ? 'user-name' : 'unknown';
}

/** What a function gives, callbacks in it left out. */
export function returnsOf(fn: ts.FunctionLikeDeclaration): ts.Expression[] {
  if (!fn.body) return [];
  if (!ts.isBlock(fn.body)) return [fn.body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return found;
}
