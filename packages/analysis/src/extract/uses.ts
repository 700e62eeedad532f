/** Uses of functions: calls, constructions, and functions handed to somebody. */
import type { TSESTree } from '@typescript-eslint/types';
import type { CallbackRole, FunctionId, Ref, Use } from '../facts.js';
import {
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../values/bindings.js';
import { otherRefs } from './alternatives.js';
import type { FileContext } from './context.js';
import { functionValue, handedOn } from './function-values.js';
import { holderOf } from './names.js';
import { isForgotten } from './memos.js';
import { isFailureEvent } from './recoveries.js';
import { hostOf, isHandedIn, keptBy } from './handed-in.js';
import { jsxHandlers } from './jsx-handlers.js';
import { keptObject } from './kept-object.js';
import { objectRole } from './object-roles.js';
import { refOf } from './refs.js';
import { madeByWrapper } from './wrappers.js';
import { argumentRole, keyRole } from './roles.js';
import { argumentRoots, isMadeOfSettings, literalOf, memberRoots, receiverRoots } from './arguments.js';
import { filledBy, siteOf } from './site.js';
import { elementSource } from './tables.js';

export function readUses(context: FileContext): Use[] {
  const out: Use[] = [];
  const values = new Set<Node>();
  for (const call of context.calls) {
    callUse(context, call, out);
    call.arguments.forEach((argument, index) => {
      const given = argument.type === 'SpreadElement' ? argument.argument : argument;
      valueUses(context, given, call, index, out, values);
    });
  }
  for (const fn of context.functions) if (fn && !values.has(fn)) looseFunction(context, fn, out);
  for (const node of context.nodes.objects) if (!values.has(node)) looseObject(context, node, out, values);
  jsxHandlers(context, out);
  return out;
}

function callUse(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  out: Use[],
): void {
  const callee = unwrap(call.callee);
  if (call.type === 'CallExpression' && callee.type === 'MemberExpression' && propertyName(callee) === 'bind')
    return;
  let target = refOf(context, callee);
  if (!target || target.kind === 'global') return;
  if (isFunction(callee)) target = { kind: 'function', fn: context.functionId(callee) };
  if (call.type === 'NewExpression') target = constructorOf(target);
  const args = argumentRoots(context, call);
  const receiver = call.type === 'CallExpression' ? receiverRoots(context, call) : [];
  const use: Use = {
    ...siteOf(context, call, call, isHandedIn(target) ? undefined : args.flat()),
    ...oncePerElement(context, call, callee),
    ...(call.type === 'NewExpression' ? keptObject(context, call) : {}),
    ...keptBy(context, call, target),
    target,
    how: call.type === 'NewExpression' ? 'new' : 'call',
    args,
    members: call.arguments.map((argument) => memberRoots(context, argument)),
    ...(receiver.length > 0 ? { receiver } : {}),
    ...(call.type === 'CallExpression' && isMadeOfSettings(context, call) ? { settled: true } : {}),
    literals: call.arguments.map((argument) => literalOf(context, argument)),
    role: null,
  };
  out.push(use);
  if (use.how === 'call') for (const other of otherRefs(context, callee)) out.push({ ...use, target: other });
  const made = target.kind === 'function' ? madeByWrapper(context, callee) : null;
  if (made) out.push({ ...use, target: made });
}

/** A call of each element of a table in turn: each function runs once, in the function that goes over the table. */
function oncePerElement(
  context: FileContext,
  call: Node,
  callee: Node,
): { fn?: FunctionId; loops?: number[] } {
  const root = memberPath(callee)?.root;
  const variable = root?.type === 'Identifier' ? context.bindings.variableOf(root) : undefined;
  const source = variable ? elementSource(variable) : null;
  if (!source || refOf(context, root!)?.kind === 'member') return {};
  if (source.host)
    return { fn: context.functionAround(source.host), loops: siteOf(context, source.host).loops };
  const over = source.loop ? context.loops.indexOf(source.loop) : -1;
  return { loops: siteOf(context, call).loops.filter((loop) => loop !== over) };
}

/** `new C()` uses the class's constructor. */
function constructorOf(ref: Ref): Ref {
  if (ref.kind === 'class')
    return { kind: 'instance', cls: { kind: 'local', cls: ref.cls }, path: ['constructor'] };
  if (ref.kind === 'import') return { ...ref, path: [...ref.path, 'constructor'] };
  return ref;
}

/** A function given as an argument, alone, in an array or under the keys of an object. */
function valueUses(
  context: FileContext,
  given: Node,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  index: number,
  out: Use[],
  values: Set<Node>,
): void {
  const node = unwrap(given);
  if (node.type === 'ArrayExpression') {
    for (const element of node.elements)
      if (element && element.type !== 'SpreadElement') valueUses(context, element, call, index, out, values);
    return;
  }
  if (node.type === 'ObjectExpression') {
    values.add(node);
    objectUses(context, node, call, out, values);
    return;
  }
  if (node.type === 'ConditionalExpression') {
    valueUses(context, node.consequent, call, index, out, values);
    valueUses(context, node.alternate, call, index, out, values);
    return;
  }
  const role = argumentRole(context, call, index);
  const target = functionValue(context, node) ?? (role.kind === 'unknown' ? null : handedOn(context, node));
  if (!target) return;
  if (isFunction(node)) values.add(node);
  push(context, node, call, target, role, out, index);
}

/** Pushes the use, unless the function is only wrapped and known by the wrapper's name. */
function push(
  context: FileContext,
  node: Node,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  target: Ref,
  given: CallbackRole,
  out: Use[],
  index: number,
): void {
  const role: CallbackRole =
    given.kind === 'memo' && isForgotten(context, call) ? { ...given, kind: 'inline' } : given;
  const wrapped = role.kind === 'unknown' || (role.kind === 'inline' && /^(React\.)?use/.test(role.by));
  const host = role.kind === 'unknown' && call.type === 'CallExpression' ? refOf(context, call.callee) : null;
  if (wrapped && isFunction(node) && holderOf(node) !== null && !host) return;
  const filled = role.kind === 'unknown' ? filledBy(context, call, node) : null;
  out.push({
    ...siteOf(context, call),
    ...(filled ? { reuse: filled, filled: true } : {}),
    ...(isFailureEvent(call, index) ? { recovery: true } : {}),
    target,
    how: 'value',
    args: [],
    role,
    ...(host ? { host: { ref: host, index } } : {}),
  });
}

function objectUses(
  context: FileContext,
  object: TSESTree.ObjectExpression,
  call: TSESTree.CallExpression | TSESTree.NewExpression | null,
  out: Use[],
  values: Set<Node>,
): void {
  for (const member of object.properties) {
    if (member.type !== 'Property') continue;
    const value = unwrap(member.value as Node);
    if (value.type === 'ObjectExpression') {
      values.add(value);
      objectUses(context, value, call, out, values);
      continue;
    }
    const key = propertyName(member) ?? '';
    for (const one of each(value)) {
      const target = functionValue(context, one);
      if (!target) continue;
      if (isFunction(one)) values.add(one);
      const role =
        objectRole(context, object, key) ??
        keyRole(context, key, call, member) ??
        (call ? { ...argumentRole(context, call, 0), by: key } : null);
      const host = role?.kind === 'unknown' && call ? hostOf(context, call, object, key) : null;
      if (!role || (role.kind === 'unknown' && !isFunction(one) && !host)) continue;
      out.push({
        ...siteOf(context, call ?? member),
        target,
        how: 'value',
        args: [],
        role,
        ...(host ? { host } : {}),
      });
    }
  }
}

/** Object literals that nobody is handed here: `const jobs = { onTick: refresh }`. */
function looseObject(
  context: FileContext,
  object: TSESTree.ObjectExpression,
  out: Use[],
  values: Set<Node>,
): void {
  const exported = isExported(object);
  for (const member of object.properties) {
    if (member.type !== 'Property') continue;
    const key = propertyName(member) ?? '';
    const value = unwrap(member.value as Node);
    const keyed = keyRole(context, key, null, member);
    // A list of what a module exports is no library's options, whatever the names are: `getAccessToken` is just called so.
    const ownName = exported && (value.type === 'Identifier' || keyed?.kind === 'interceptor');
    const role = objectRole(context, object, key) ?? (ownName ? null : keyed);
    if (!role) continue;
    for (const one of each(value)) {
      const target = functionValue(context, one);
      if (!target) continue;
      if (isFunction(one)) values.add(one);
      out.push({ ...siteOf(context, member), target, how: 'value', args: [], role });
    }
  }
}

/** `afterChange: send` and `afterChange: [send, log]`. */
function each(value: Node): Node[] {
  if (value.type !== 'ArrayExpression') return [value];
  return value.elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? [unwrap(one)] : []));
}

function isExported(object: Node): boolean {
  const { parent } = object;
  if (parent?.type === 'ExportDefaultDeclaration') return true;
  const left = parent?.type === 'AssignmentExpression' ? memberPath(parent.left) : null;
  return left?.root.type === 'Identifier' && left.root.name === 'module' && left.path[0] === 'exports';
}

/** A function expression with no name of its own that is returned: it runs in what the outer function's caller does. */
function looseFunction(context: FileContext, fn: FunctionNode, out: Use[]): void {
  if (fn.type === 'FunctionDeclaration' || holderOf(fn) !== null) return;
  const parent = fn.parent;
  if (
    parent?.type !== 'ReturnStatement' &&
    !(parent?.type === 'ArrowFunctionExpression' && parent.body === fn)
  )
    return;
  out.push({
    ...siteOf(context, fn),
    target: { kind: 'function', fn: context.functionId(fn) },
    how: 'value',
    args: [],
    role: { kind: 'inline', by: 'return', span: { start: fn.range[0], end: fn.range[1] } },
  });
}
