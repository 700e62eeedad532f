/** Objects with methods, prototypes, and tables of functions: what is called by a member like a class is. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassFact, Ref } from '../facts.js';
import { isFunction, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { classAround, valueRef } from './class-refs.js';
import type { FileContext } from './context.js';
import { holderName, holderOf, prototypeMember, prototypeOwner, wrappedFunction } from './names.js';
import { extend } from './refs.js';
import { literalElements } from './tables.js';

/** A new entry for something that `this` or a member call may refer to. */
export function addClass(context: FileContext, node: Node, name: string): ClassFact {
  const fact: ClassFact = {
    name,
    span: { start: node.range[0], end: node.range[1] },
    extends: null,
    fields: {},
    methods: {},
    members: {},
    implements: [],
    exported: [],
    decorators: [],
  };
  context.classNodes.set(node, context.classes.length);
  context.classes.push(fact);
  return fact;
}

/** An object literal counts when one of its members is a function. */
export function readObject(context: FileContext, node: TSESTree.ObjectExpression): void {
  const methods: [string, Node][] = [];
  const members: [string, Ref][] = [];
  for (const member of node.properties) {
    if (member.type !== 'Property') continue;
    const name = propertyName(member);
    const value = unwrap(member.value as Node);
    const fn = wrappedFunction(value) ?? namedFunction(context, value);
    if (name && fn) methods.push([name, fn]);
    else if (name) {
      const imported = importedMember(context, value);
      if (imported) members.push([name, imported]);
    }
  }
  if (methods.length === 0 && members.length === 0) return;
  const known = context.classNodes.get(node);
  const owner = known === undefined ? objectOwner(context, node) : context.classes[known]!;
  const fact = owner ?? addClass(context, node, objectName(node));
  if (owner) context.classNodes.set(node, context.classes.indexOf(owner));
  for (const [name, fn] of methods) fact.methods[name] ??= context.functionId(fn);
  for (const [name, ref] of members) fact.members[name] ??= ref;
}

/** `{ spotify }` and `{ spotify: Spotify.getPlaylist }` of what other modules give. */
function importedMember(context: FileContext, value: Node): Ref | null {
  const chain = memberPath(value);
  if (chain?.root.type !== 'Identifier') return null;
  const variable = context.bindings.variableOf(chain.root);
  const imported = variable ? importOf(variable) : null;
  return imported ? extend({ kind: 'import', ...imported }, chain.path) : null;
}

/** `{ getToken }`: the function of this file that a name stands for. */
function namedFunction(context: FileContext, node: Node): Node | null {
  if (node.type !== 'Identifier') return null;
  const definition = context.bindings.variableOf(node)?.defs[0];
  const declared = definition?.node as Node | undefined;
  // A parameter's definition names its function, too.
  if (definition?.type === 'Parameter') return null;
  if (isFunction(declared)) return declared;
  return declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' && declared.init
    ? wrappedFunction(declared.init)
    : null;
}

/** The prototype or class that the object's methods are put on. */
function objectOwner(context: FileContext, node: TSESTree.ObjectExpression): ClassFact | null {
  const parent = node.parent;
  const target =
    parent.type === 'AssignmentExpression' && parent.right === node
      ? parent.left
      : parent.type === 'CallExpression' && parent.arguments[1] === node
        ? (parent.arguments[0] as Node)
        : null;
  const name = target ? prototypeOwner(target) : null;
  return name ? ensurePrototype(context, name, node) : null;
}

function objectName(node: Node): string {
  const holder = holderOf(node);
  const name = holder ? holderName(holder) : null;
  return name ?? 'object';
}

export function readPrototype(context: FileContext, node: TSESTree.AssignmentExpression): void {
  const member = prototypeMember(node.left);
  const fn = wrappedFunction(node.right);
  if (member && fn)
    ensurePrototype(context, member.owner, node).methods[member.method] = context.functionId(fn);
}

function ensurePrototype(context: FileContext, name: string, node: Node): ClassFact {
  const known = context.classes.find((one) => one.name === name);
  if (known) return known;
  const fact = addClass(context, node, name);
  const constructor = context.functions.find(
    (fn) => fn && fn.type !== 'ArrowFunctionExpression' && fn.id?.name === name,
  );
  if (constructor) {
    fact.methods['constructor'] = context.functionId(constructor);
    context.classNodes.set(constructor, context.classes.indexOf(fact));
  }
  return fact;
}

/** An array or a map of functions, or of things with methods. */
export function readList(context: FileContext, node: Node): void {
  const elements = literalElements(node);
  const known = elements.filter(({ value }) => elementOf(context, value) !== null);
  if (known.length === 0) return;
  const fact = addClass(context, node, objectName(node));
  if (node.type === 'ArrayExpression') fact.list = true;
  for (const { name, value } of known) put(fact, name, elementOf(context, value)!);
}

/** Members that are objects with methods themselves: `{ mail: { send() {} }, sms }`. */
export function readNested(context: FileContext, node: TSESTree.ObjectExpression): void {
  const own = context.classNodes.get(node);
  let fact = own === undefined ? undefined : context.classes[own];
  for (const member of node.properties) {
    if (member.type !== 'Property') continue;
    const name = propertyName(member);
    const value = unwrap(member.value as Node);
    if (name === null || !/^(ObjectExpression|NewExpression|Identifier|MemberExpression)$/.test(value.type))
      continue;
    if (fact && (Object.hasOwn(fact.methods, name) || Object.hasOwn(fact.members, name))) continue;
    const element = elementOf(context, value);
    // What is handed in may be anything.
    if (!element || (element.kind === 'instance' && element.cls.kind === 'named')) continue;
    fact ??= addClass(context, node, objectName(node));
    put(fact, name, element);
  }
}

/** Makes it a member of the table. */
export function put(fact: ClassFact, name: string, element: Ref | { kind: 'method'; fn: number }): void {
  if (element.kind === 'method') fact.methods[name] ??= element.fn;
  else if (element.kind === 'instance' && element.path.length === 0) fact.fields[name] ??= element.cls;
  else fact.members[name] ??= element;
}

/** What an element of a table is, when it is a function or something with methods. */
export function elementOf(context: FileContext, value: Node): Ref | { kind: 'method'; fn: number } | null {
  const fn = isFunction(value) ? value : namedFunction(context, value);
  if (fn) return { kind: 'method', fn: context.functionId(fn) };
  if (value.type === 'CallExpression' || value.type === 'MemberExpression') {
    const bound = value.type === 'CallExpression' ? unwrap(value.callee) : value;
    const chain = memberPath(bound);
    const path = value.type === 'CallExpression' ? chain?.path.slice(0, -1) : chain?.path;
    const isBound = value.type === 'MemberExpression' || chain?.path.at(-1) === 'bind';
    const cls =
      isBound && chain?.root.type === 'ThisExpression' && path?.length === 1
        ? classAround(context, chain.root)
        : null;
    return cls === null ? null : { kind: 'this', cls, path: path! };
  }
  if (value.type === 'Identifier') {
    const variable = context.bindings.variableOf(value);
    const imported = variable ? importOf(variable) : null;
    if (imported) return { kind: 'import', ...imported };
  }
  const cls = valueRef(context, value);
  return cls ? { kind: 'instance', cls, path: [] } : null;
}
