/** Forms and encoders: `new URLSearchParams(…)`, `FormData`, `HttpParams`, `qs.stringify`, `JSON.stringify`, `Object.entries(…).map().join()`. */
import type { TSESTree } from '@typescript-eslint/types';
import {
  bindingsOf,
  calledName,
  isFunction,
  propertyName,
  unwrap,
  type FunctionNode,
  type Node,
} from './bindings.js';
import { choice } from './value.js';
import { entry, spread } from './objects.js';
import type { EvaluateContext } from './context.js';
import { addCall } from './mutations.js';
import type { Entry, Value } from './value.js';

const FORM_CLASSES: Record<string, 'params' | 'multipart'> = {
  URLSearchParams: 'params',
  HttpParams: 'params',
  HttpUrlEncodedCodec: 'params',
  FormData: 'multipart',
  Map: 'params',
  Headers: 'params',
  HttpHeaders: 'params',
};

/** Calls that change the form of a payload, not its content: the payload is their first argument. */
const ENCODERS =
  /^(stringify|encode|param|serialize|toFormData|formUrlEncoded|urlencode|queryString|querystring|getFormData|buildQuery|encodeFormData|encodeForm|formUrlencoded|toQueryString|objectToQueryString|jsonToForm|toUrlEncoded|formurlencoded|formEncode|assign|freeze|fromEntries|from|entries|keys|create|String|stringifyBody|buildFormData|searchParams|qs|URLSearchParams|toURLSearchParams|encodeURI|encodeURIComponent|escape|Buffer|\$httpParamSerializer(JQLike)?)$/i;

/** Methods that pass their receiver's payload on. */
const PASSING = new Set([
  'toString',
  'getHeaders',
  'join',
  'map',
  'trim',
  'replace',
  'entries',
  'getBuffer',
  'reduce',
  'filter',
  'sort',
  'substring',
  'slice',
]);

export function isFormConstructor(node: TSESTree.NewExpression): boolean {
  return className(node) !== null;
}

function className(node: TSESTree.NewExpression): string | null {
  const name =
    node.callee.type === 'Identifier'
      ? node.callee.name
      : node.callee.type === 'MemberExpression'
        ? propertyName(node.callee)
        : null;
  return name !== null && Object.hasOwn(FORM_CLASSES, name) ? name : null;
}

export function evaluateForm(
  context: EvaluateContext,
  node: TSESTree.NewExpression | TSESTree.CallExpression,
): Value {
  if (node.type === 'NewExpression') {
    const name = className(node);
    return name ? constructed(context, node, FORM_CLASSES[name]!) : { kind: 'unknown', node };
  }
  const callee = unwrap(node.callee);
  const name = calledName(callee);
  if (name === 'concat' && callee.type === 'MemberExpression') return { kind: 'unknown', node };
  if (callee.type === 'MemberExpression') {
    const chained = chainedForm(context, node, callee);
    if (chained) return chained;
    if (name && PASSING.has(name) && !isStatic(callee.object)) return context.evaluate(callee.object);
  }
  if (name === 'assign') return joined(context, node);
  if (name && ENCODERS.test(name)) return encoded(context, node);
  const local = calledFunction(context, callee);
  if (local) return returned(context, node, local);
  return { kind: 'unknown', node };
}

/** `Object.entries(x)`, not `form.entries()`. */
const isStatic = (node: Node) =>
  node.type === 'Identifier' && /^(Object|Array|Buffer|String|JSON)$/.test(node.name);

/** `Object.assign({}, a, b)` joins its arguments: one that cannot be read may bring anything. */
function joined(context: EvaluateContext, node: TSESTree.CallExpression): Value {
  const entries: Entry[] = [];
  const open: Node[] = [];
  for (const argument of node.arguments)
    spread(
      context,
      argument.type === 'SpreadElement' ? argument.argument : argument,
      argument,
      entries,
      open,
    );
  return { kind: 'entries', form: 'object', entries, open, builders: [], node };
}

/** Encoders pass their first argument on, or join what they are given. */
function encoded(context: EvaluateContext, node: TSESTree.CallExpression): Value {
  const values = node.arguments.map((argument) =>
    context.evaluate(argument.type === 'SpreadElement' ? argument.argument : argument),
  );
  const lists = values.filter((value) => value.kind === 'entries');
  if (lists.length > 1) {
    return {
      ...lists[0]!,
      entries: lists.flatMap((list) => list.entries),
      open: lists.flatMap((list) => list.open),
      node,
    };
  }
  const first = values[0];
  return first && first.kind !== 'unknown' ? { ...first } : { kind: 'unknown', node };
}

function constructed(
  context: EvaluateContext,
  node: TSESTree.NewExpression,
  form: 'params' | 'multipart',
): Value {
  const empty: Value = { kind: 'entries', form, entries: [], open: [], builders: [], node };
  const [argument] = node.arguments;
  if (!argument || argument.type === 'SpreadElement') return empty;
  const value = context.evaluate(argument);
  if (value.kind === 'entries') {
    // Angular: new HttpParams({ fromObject: { … } }) and { fromString: '…' }
    const inner = value.entries.find((one) => one.key === 'fromObject' || one.key === 'fromString');
    if (inner?.node) return asForm(context, context.evaluate(inner.node), form, node);
    return { ...value, form };
  }
  const pairs = pairList(context, unwrap(argument));
  if (pairs) return { ...empty, entries: pairs };
  return asForm(context, value, form, node);
}

function asForm(_context: EvaluateContext, value: Value, form: 'params' | 'multipart', node: Node): Value {
  if (value.kind === 'entries') return { ...value, form };
  if (value.kind === 'unknown')
    return { kind: 'entries', form, entries: [], open: [node], builders: [], node };
  return value;
}

/** `[['grant_type', 'password'], …]` */
function pairList(context: EvaluateContext, node: Node): Entry[] | null {
  if (node.type !== 'ArrayExpression') return null;
  const out: Entry[] = [];
  for (const element of node.elements) {
    if (element?.type !== 'ArrayExpression') return null;
    const [key, value] = element.elements;
    if (!key || !value || key.type === 'SpreadElement' || value.type === 'SpreadElement') return null;
    const name = context.evaluate(key);
    if (name.kind !== 'text') return null;
    out.push(entry(context, name.text, value, element, false));
  }
  return out;
}

/** `new HttpParams().set('a', b).append('c', d)` written in one expression. */
function chainedForm(
  context: EvaluateContext,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
): Value | null {
  const name = propertyName(callee);
  if (name !== 'set' && name !== 'append' && name !== 'appendAll') return null;
  const base = context.evaluate(callee.object);
  const list: Value =
    base.kind === 'entries'
      ? base
      : { kind: 'entries', form: 'params', entries: [], open: [callee.object], builders: [], node };
  const out = { entries: [...list.entries] };
  if (!addCall(context, node, false, out)) return base.kind === 'entries' ? base : null;
  return { ...list, entries: out.entries, node };
}

/** A function of this file that a callee names, for looking at what it returns. */
function calledFunction(context: EvaluateContext, callee: Node): FunctionNode | null {
  if (isFunction(callee)) return callee;
  if (callee.type !== 'Identifier') return methodOfThis(callee);
  const definition = bindingsOf(context.tree).variableOf(callee)?.defs[0];
  if (definition?.type === 'Parameter') return null;
  const node = definition?.node as Node | undefined;
  if (isFunction(node)) return node;
  if (node?.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
    const init = unwrap(node.init);
    return isFunction(init) ? init : null;
  }
  return null;
}

function methodOfThis(callee: Node): FunctionNode | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression') return null;
  const name = propertyName(callee);
  let at: Node | undefined = callee.parent;
  while (at && at.type !== 'ClassBody') at = at.parent;
  const method = at?.body.find(
    (member) => member.type === 'MethodDefinition' && propertyName(member) === name,
  );
  return method?.type === 'MethodDefinition' && isFunction(method.value) ? method.value : null;
}

/** What a function of this file returns for these arguments, when that is an expression we can read. */
function returned(context: EvaluateContext, node: TSESTree.CallExpression, fn: FunctionNode): Value {
  const results: Node[] = [];
  if (fn.body.type !== 'BlockStatement') results.push(fn.body);
  else collectReturns(fn.body, results);
  if (results.length === 0 || results.length > 4) return { kind: 'unknown', node };
  const bound = new Map(context.bound).set(
    fn,
    node.arguments.filter((argument) => argument.type !== 'SpreadElement'),
  );
  const inside: EvaluateContext = { ...context, bound };
  return choice(
    node,
    results.map((result) => inside.evaluate(result)),
  );
}

function collectReturns(node: Node, out: Node[]): void {
  if (isFunction(node)) return;
  if (node.type === 'ReturnStatement') {
    if (node.argument) out.push(node.argument);
    return;
  }
  for (const key of ['body', 'consequent', 'alternate', 'block', 'handler', 'finalizer', 'cases'] as const) {
    const child = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) for (const one of child as Node[]) collectReturns(one, out);
    else if (child && typeof child === 'object' && 'type' in child) collectReturns(child as Node, out);
  }
}
