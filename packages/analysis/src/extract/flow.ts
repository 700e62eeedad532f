/** Where the result of a call goes: forward through variables, members, callbacks and returns, within the file. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import {
  calledName,
  isFunction,
  memberPath,
  outermost,
  propertyName,
  unwrap,
  type Node,
} from '../values/bindings.js';
import type { FileContext } from './context.js';
import { placesWrittenByCall, placesWrittenByTag } from './function-places.js';
import { isTimerCall } from './timer-calls.js';
import { declaredInside, placesAssigned, type Place } from './places.js';
import { TOKEN_WORDS } from './token-words.js';

export interface Flow {
  /** Outliving places that the result is written to. */
  written: Place[];
  /** The result is what the function returns. */
  returned: boolean;
}

const MAX_NODES = 400;

/**
 * Follows the result of `site`; `home` is the function whose calls the places must outlive. `itself`: only the result, not what
 * its members answer.
 */
export function flowOf(
  context: FileContext,
  site: Node,
  home: Node | null,
  { itself = false }: { itself?: boolean } = {},
): Flow {
  const out: Flow = { written: [], returned: false };
  const seen = new Set<Node | Variable>();
  const queue: Node[] = [site];
  // `https.get(url, (response) => …).on('error', …)`: the callback of the inner call is given the result.
  for (let at = site; at.type === 'CallExpression' || at.type === 'NewExpression';) {
    for (const argument of at.arguments)
      if (isFunction(argument)) queueParams(context, argument, queue, seen);
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') break;
    at = unwrap(callee.object);
  }
  while (queue.length > 0 && seen.size < MAX_NODES) {
    const node = outermost(queue.shift()!);
    if (seen.has(node)) continue;
    seen.add(node);
    if (itself && node.type === 'Identifier' && outermost(node).parent?.type === 'MemberExpression') continue;
    step(context, node, home, out, queue, seen);
  }
  return out;
}

function step(
  context: FileContext,
  node: Node,
  home: Node | null,
  out: Flow,
  queue: Node[],
  seen: Set<Node | Variable>,
): void {
  const parent = node.parent;
  if (!parent) return;
  switch (parent.type) {
    case 'VariableDeclarator':
      if (parent.init === node) queuePattern(context, parent.id, queue, seen);
      return;
    case 'AssignmentExpression': {
      if (parent.right !== node) return;
      out.written.push(...placesAssigned(context, parent.left, home));
      queuePattern(context, parent.left, queue, seen);
      queueHolder(context, parent, home, queue);
      queue.push(parent);
      return;
    }
    case 'MemberExpression':
      if (parent.object === node) member(context, parent, queue, seen);
      return;
    case 'CallExpression':
    case 'NewExpression':
      if ((parent.arguments as Node[]).includes(node)) argument(context, parent, home, out, queue, seen);
      return;
    case 'Property':
      if (parent.value === node) queue.push(parent.parent);
      return;
    case 'TaggedTemplateExpression':
      out.written.push(...placesWrittenByTag(context, parent, home));
      queue.push(parent);
      return;
    case 'ArrayExpression':
    case 'TemplateLiteral':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'BinaryExpression':
    case 'SpreadElement':
    case 'UnaryExpression':
      queue.push(parent);
      return;
    case 'ArrowFunctionExpression':
      if (parent.body === node) returned(parent, out, queue, home);
      return;
    case 'ReturnStatement': {
      let fn: Node | undefined = parent;
      while (fn && !isFunction(fn)) fn = fn.parent;
      if (fn) returned(fn, out, queue, home);
      return;
    }
    default:
      return;
  }
}

/** `record.token = token; save(record)`: from here on the object of this call has it. */
function queueHolder(
  context: FileContext,
  { left, range }: TSESTree.AssignmentExpression,
  home: Node | null,
  queue: Node[],
): void {
  const root = left.type === 'MemberExpression' ? memberPath(left)?.root : undefined;
  const variable = root?.type === 'Identifier' ? context.bindings.variableOf(root) : undefined;
  if (!variable || !home || variable.defs[0]?.type !== 'Variable' || !declaredInside(variable, home)) return;
  for (const reference of context.bindings.referencesOf(variable))
    if (reference.range[0] > range[1] && reference.parent?.type !== 'MemberExpression') queue.push(reference);
}

/** What an inline callback returns is the result of the call that it is given to. */
function returned(fn: Node, out: Flow, queue: Node[], home: Node | null): void {
  if (fn === home) {
    out.returned = true;
    return;
  }
  const host = fn.parent;
  if ((host?.type === 'CallExpression' && !isTimerCall(host)) || host?.type === 'NewExpression')
    queue.push(host);
}

/** `res.data`, `res.json()`, `promise.then(cb)`: the member or the call's result, and the callback's parameters. */
function member(context: FileContext, node: Node, queue: Node[], seen: Set<Node | Variable>): void {
  const outer = outermost(node);
  const call = outer.parent;
  if (call?.type === 'CallExpression' && call.callee === outer) {
    for (const given of call.arguments) {
      if (isFunction(given)) queueParams(context, given, queue, seen);
      // `source.pipe(tap((answer) => …))`: what an operator is given is what the source answers.
      else if (
        given.type === 'CallExpression' &&
        outer.type === 'MemberExpression' &&
        propertyName(outer) === 'pipe'
      )
        for (const one of given.arguments) if (isFunction(one)) queueParams(context, one, queue, seen);
    }
    queue.push(call);
  } else if (call?.type === 'CallExpression' && unwrap(call.callee) === node) queue.push(call);
  else queue.push(node);
}

/** Calls whose answer is no longer the token that they are given: what an API answers for it. */
const SPENDS = new RegExp(
  `^(log|info|debug|warn|error|fetch|get|post|put|patch|delete|request|send|query|(list|search|upload|download|sync|publish|fetch|load|get|find)(?!\\w*(${TOKEN_WORDS}|cred|client|api))[A-Z]?\\w*)$`,
  'i',
);

function argument(
  context: FileContext,
  call: Node,
  home: Node | null,
  out: Flow,
  queue: Node[],
  seen: Set<Node | Variable>,
): void {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return;
  const callee = unwrap(call.callee);
  // resolve(token) inside `new Promise((resolve) => …)` is the promise's value.
  if (callee.type === 'Identifier') {
    const variable = context.bindings.variableOf(callee);
    const definition = variable?.defs[0];
    const fn = definition?.type === 'Parameter' ? (definition.node as Node) : null;
    const host = fn?.parent;
    if (host?.type === 'NewExpression') {
      queue.push(host);
      return;
    }
  }
  // parts.push(chunk): what is read from the list later is the result, too.
  if (
    callee.type === 'MemberExpression' &&
    /^(push|unshift|concat|append|set|add)$/.test(propertyName(callee) ?? '')
  )
    queuePattern(context, unwrap(callee.object), queue, seen);
  if (call.type === 'CallExpression') out.written.push(...placesWrittenByCall(context, call, home));
  const name = calledName(callee);
  if (name !== null && !SPENDS.test(name)) queue.push(call);
}

function queueParams(context: FileContext, fn: Node, queue: Node[], seen: Set<Node | Variable>): void {
  if (isFunction(fn)) for (const param of fn.params) queuePattern(context, param as Node, queue, seen);
}

/** All references of the names that a pattern binds. */
function queuePattern(context: FileContext, pattern: Node, queue: Node[], seen: Set<Node | Variable>): void {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = context.bindings.variableOf(pattern);
      if (!variable || seen.has(variable)) return;
      seen.add(variable);
      for (const reference of context.bindings.referencesOf(variable))
        if (reference !== pattern) queue.push(reference);
      return;
    }
    case 'ObjectPattern':
      for (const one of pattern.properties)
        queuePattern(context, one.type === 'RestElement' ? one.argument : (one.value as Node), queue, seen);
      return;
    case 'ArrayPattern':
      for (const one of pattern.elements) if (one) queuePattern(context, one, queue, seen);
      return;
    case 'AssignmentPattern':
      return queuePattern(context, pattern.left, queue, seen);
    default:
      return;
  }
}
