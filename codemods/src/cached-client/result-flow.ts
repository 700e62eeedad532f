/**
 * What becomes of a token request's result: followed from the call through `await`, members, variables, patterns and
 * `.then` to the places where other code uses it. Nothing is changed here.
 */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { isAssignment, isDeclaredOnce, isWrite, referencesOf } from '../source/scope.js';
import { memberName } from '../source/nodes.js';
import type { ClientResult } from './clients.js';

/** The layers of a result, outermost first; the numbers compare. */
export const RESPONSE = 0;
/** The body as text: `JSON.parse` leads on. */
const BODY_TEXT = 1;
export const TOKEN_RESPONSE = 2;
export const ACCESS_TOKEN = 3;
export type Layer = typeof RESPONSE | typeof BODY_TEXT | typeof TOKEN_RESPONSE | typeof ACCESS_TOKEN;

/** An expression that stands for the result, or for a promise of it. */
export interface Step {
  node: ts.Expression;
  layer: Layer;
  promise: boolean;
  /** A type that the code asserts here (`as TokenResponse`). */
  type?: ts.TypeNode;
}

/** A straight line of expressions from a call or a variable's name to where it ends. */
export interface Segment {
  steps: [Step, ...Step[]];
  end:
    | { kind: 'use' }
    | { kind: 'unused' }
    | { kind: 'variable'; declaration: ts.VariableDeclaration; binding: Binding }
    | { kind: 'then'; callback: ts.ArrowFunction | ts.FunctionExpression; binding: Binding | null };
}

/** What a variable, parameter or pattern makes of the result. */
export type Binding =
  | { kind: 'name'; name: ts.Identifier; layer: Layer; promise: boolean; references: Segment[] }
  | { kind: 'pattern'; pattern: ts.ObjectBindingPattern; layer: Layer; member: Binding | null }
  | { kind: 'use'; node: ts.Node; layer: Layer };

export interface FlowContext {
  parsed: ParsedFile;
  client: ClientResult;
  /** Options of the call by name: they may say that the client parses the body. */
  options: readonly string[];
}

/** Follows the result of `call`. */
export function followResult(context: FlowContext, call: ts.Expression): Segment {
  const { resolvesToken, resolvesBody } = context.client;
  const layer = resolvesToken ? ACCESS_TOKEN : resolvesBody ? TOKEN_RESPONSE : RESPONSE;
  return follow(context, { node: call, layer, promise: true });
}

function follow(context: FlowContext, first: Step): Segment {
  const steps: Segment['steps'] = [first];
  for (;;) {
    const step = steps[steps.length - 1]!;
    const next = nextStep(context, step);
    if (next) {
      steps.push(next);
      continue;
    }
    return { steps, end: endOf(context, step) };
  }
}

function nextStep(context: FlowContext, step: Step): Step | null {
  const { node, layer, promise } = step;
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent))
    return { node: parent, layer, promise };
  if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent))
    return { node: parent, layer, promise, type: parent.type };
  if (ts.isAwaitExpression(parent)) return { node: parent, layer, promise: false };
  if (layer === BODY_TEXT && !promise && isParsed(parent, node))
    return { node: parent, layer: TOKEN_RESPONSE, promise };
  const member = isReadFrom(parent, node) ? memberName(parent) : undefined;
  if (member === undefined) return null;
  const access = parent as ts.PropertyAccessExpression | ts.ElementAccessExpression;
  if (isAssigned(access)) return null;
  if (promise && member === 'then') return identityThen(context, access, step);
  if (layer === RESPONSE) return bodyStep(context, access, member, promise);
  if (layer === TOKEN_RESPONSE && !promise && member === 'access_token')
    return { node: access, layer: ACCESS_TOKEN, promise: false };
  return null;
}

function bodyStep(
  context: FlowContext,
  access: ts.Expression,
  member: string,
  promise: boolean,
): Step | null {
  const way = context.client.body.find(
    (body) => (body.member ?? body.method) === member && promise === (body.onPromise ?? false),
  );
  if (!way) return null;
  const isText = way.textUnless && !way.textUnless.some((option) => context.options.includes(option));
  const layer = isText ? BODY_TEXT : TOKEN_RESPONSE;
  if (way.member !== undefined) return { node: access, layer, promise: false };
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access || call.arguments.length > 0) return null;
  return { node: call, layer, promise: true };
}

/** `JSON.parse(text)` */
function isParsed(parent: ts.Node, node: ts.Node): parent is ts.CallExpression {
  return (
    ts.isCallExpression(parent) &&
    parent.arguments.length === 1 &&
    parent.arguments[0] === node &&
    parent.expression.getText() === 'JSON.parse'
  );
}

/** `.then(r => r.data)`: a callback that does nothing but hand on a layer of the result. */
function identityThen(context: FlowContext, access: ts.Expression, step: Step): Step | null {
  const then = thenOf(access);
  if (!then || then.call.arguments.length !== 1) return null;
  const binding = parameterBinding(context, then.callback, step.layer);
  const returned = soleReturn(then.callback);
  const only = binding && soleReference(binding);
  if (!returned || !only) return null;
  const last = only.steps[only.steps.length - 1]!;
  if (only.end.kind !== 'use' || unwrapParens(returned) !== unwrapParens(last.node)) return null;
  return { node: then.call, layer: last.layer, promise: true };
}

function endOf(context: FlowContext, step: Step): Segment['end'] {
  const { node, layer, promise } = step;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node)
    return {
      kind: 'variable',
      declaration: parent,
      binding: bind(context, parent.name, layer, promise, parent),
    };
  if (ts.isExpressionStatement(parent)) return { kind: 'unused' };
  if (promise && isReadFrom(parent, node) && memberName(parent) === 'then') {
    const then = thenOf(parent as ts.Expression);
    if (then)
      return {
        kind: 'then',
        callback: then.callback,
        binding: parameterBinding(context, then.callback, layer),
      };
  }
  return { kind: 'use' };
}

function bind(
  context: FlowContext,
  name: ts.BindingName,
  layer: Layer,
  promise: boolean,
  owner: ts.Node,
): Binding {
  if (ts.isArrayBindingPattern(name)) return { kind: 'use', node: name, layer };
  if (ts.isObjectBindingPattern(name)) {
    const member = promise ? null : patternMember(context, name, layer);
    return member ? { kind: 'pattern', pattern: name, layer, member } : { kind: 'use', node: name, layer };
  }
  if (isExported(owner)) return { kind: 'use', node: name, layer };
  const references = referencesOf(context.parsed, name);
  if (references.some(isWrite) || !isDeclaredOnce(context.parsed, name))
    return { kind: 'use', node: name, layer };
  return {
    kind: 'name',
    name,
    layer,
    promise,
    references: references.map((node) => follow(context, { node, layer, promise })),
  };
}

/** `{ data }`, `{ data: { access_token } }`: a pattern that reads the one member which holds the next layer. */
function patternMember(context: FlowContext, pattern: ts.ObjectBindingPattern, layer: Layer): Binding | null {
  const [element, ...others] = pattern.elements;
  if (!element || others.length > 0 || element.initializer || element.dotDotDotToken) return null;
  const key = element.propertyName ?? element.name;
  const text = ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
  const way = context.client.body.find((body) => body.member !== undefined && body.member === text);
  const isText = way?.textUnless && !way.textUnless.some((option) => context.options.includes(option));
  if (layer === RESPONSE && way)
    return bind(context, element.name, isText ? BODY_TEXT : TOKEN_RESPONSE, false, pattern.parent);
  if (layer === TOKEN_RESPONSE && text === 'access_token')
    return bind(context, element.name, ACCESS_TOKEN, false, pattern.parent);
  return null;
}

function parameterBinding(
  context: FlowContext,
  callback: ts.ArrowFunction | ts.FunctionExpression,
  layer: Layer,
): Binding | null {
  const [parameter, ...others] = callback.parameters;
  if (!parameter) return null;
  if (others.length > 0 || parameter.initializer || parameter.dotDotDotToken)
    return { kind: 'use', node: parameter, layer };
  return bind(context, parameter.name, layer, false, parameter);
}

function soleReference(binding: Binding): Segment | null {
  if (binding.kind === 'pattern') return binding.member && soleReference(binding.member);
  return binding.kind === 'name' && binding.references.length === 1 ? binding.references[0]! : null;
}

function soleReturn(callback: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined {
  if (!ts.isBlock(callback.body)) return callback.body;
  const [statement, ...others] = callback.body.statements;
  return statement && others.length === 0 && ts.isReturnStatement(statement)
    ? statement.expression
    : undefined;
}

function thenOf(
  access: ts.Node,
): { call: ts.CallExpression; callback: ts.ArrowFunction | ts.FunctionExpression } | undefined {
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return undefined;
  const [callback] = call.arguments;
  if (!callback || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return undefined;
  return { call, callback };
}

function isReadFrom(parent: ts.Node, node: ts.Node): boolean {
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node
  );
}

function isAssigned(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind)) ||
    ts.isDeleteExpression(parent)
  );
}

function isExported(declaration: ts.Node): boolean {
  return (ts.getCombinedModifierFlags(declaration as ts.Declaration) & ts.ModifierFlags.Export) !== 0;
}

function unwrapParens(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? unwrapParens(node.expression) : node;
}
