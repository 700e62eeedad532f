/** Classes, objects with methods and constructor functions with prototypes: everything that `this` can be. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassFact, ClassRef, Ref } from '../facts.js';
import { isFunction, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import type { FileContext } from './context.js';
import {
  holderName,
  holderOf,
  prototypeMember,
  prototypeOwner,
  wrappedFunction,
  type ClassNode,
} from './names.js';

/** Finds all of them; must run before references are read. */
export function readClasses(context: FileContext): void {
  for (const node of context.nodes.classes) readClass(context, node);
  for (const node of context.nodes.objects) readObject(context, node);
  for (const node of context.nodes.assignments) readPrototype(context, node);
  for (const node of context.nodes.classes) readFields(context, node);
  readAssignedFields(context);
}

function add(context: FileContext, node: Node, name: string): ClassFact {
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

function readClass(context: FileContext, node: ClassNode): void {
  const holder = node.id ? null : holderOfClass(node);
  const fact = add(context, node, node.id?.name ?? (holder ? holderName(holder) : null) ?? 'default');
  fact.decorators = (node.decorators ?? []).map((decorator) => decoratorName(decorator));
  fact.implements = node.implements.flatMap((one) =>
    one.expression.type === 'Identifier' ? [one.expression.name] : [],
  );
  if (node.superClass) fact.extends = classRefOf(context, superOf(node.superClass));
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && isFunction(member.value)) {
      const name = member.kind === 'constructor' ? 'constructor' : propertyName(member);
      if (name) fact.methods[name] = context.functionId(member.value);
    } else if (member.type === 'PropertyDefinition' && member.value) {
      const fn = wrappedFunction(member.value);
      const name = propertyName(member);
      if (fn && name) fact.methods[name] = context.functionId(fn);
    }
  }
}

/** A mixin call stands for what it is given: `class A extends Mixin(Base)`. */
function superOf(node: Node): Node {
  const at = unwrap(node);
  const [first] = at.type === 'CallExpression' ? at.arguments : [];
  return first && first.type !== 'SpreadElement' ? first : at;
}

function holderOfClass(node: Node): Node | null {
  const parent = node.parent;
  if (
    parent?.type === 'VariableDeclarator' ||
    parent?.type === 'ExportDefaultDeclaration' ||
    parent?.type === 'AssignmentExpression'
  )
    return parent;
  return null;
}

export function decoratorName(decorator: TSESTree.Decorator): string {
  const expression = unwrap(decorator.expression);
  const callee = expression.type === 'CallExpression' ? unwrap(expression.callee) : expression;
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (propertyName(callee) ?? '') : '';
}

/** An object literal counts when one of its members is a function. */
function readObject(context: FileContext, node: TSESTree.ObjectExpression): void {
  const methods: [string, Node][] = [];
  const members: [string, Ref][] = [];
  for (const member of node.properties) {
    if (member.type !== 'Property') continue;
    const name = propertyName(member);
    const value = unwrap(member.value as Node);
    const fn = wrappedFunction(value) ?? namedFunction(context, value);
    if (name && fn) methods.push([name, fn]);
    else if (name && value.type === 'Identifier') {
      const variable = context.bindings.variableOf(value);
      const imported = variable ? importOf(variable) : null;
      if (imported) members.push([name, { kind: 'import', ...imported }]);
    }
  }
  if (methods.length === 0 && members.length === 0) return;
  const owner = objectOwner(context, node);
  const fact = owner ?? add(context, node, objectName(node));
  if (owner) context.classNodes.set(node, context.classes.indexOf(owner));
  for (const [name, fn] of methods) fact.methods[name] ??= context.functionId(fn);
  for (const [name, ref] of members) fact.members[name] ??= ref;
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

function readPrototype(context: FileContext, node: TSESTree.AssignmentExpression): void {
  const member = prototypeMember(node.left);
  const fn = wrappedFunction(node.right);
  if (member && fn)
    ensurePrototype(context, member.owner, node).methods[member.method] = context.functionId(fn);
}

function ensurePrototype(context: FileContext, name: string, node: Node): ClassFact {
  const known = context.classes.find((one) => one.name === name);
  if (known) return known;
  const fact = add(context, node, name);
  const constructor = context.functions.find(
    (fn) => fn && fn.type !== 'ArrowFunctionExpression' && fn.id?.name === name,
  );
  if (constructor) {
    fact.methods['constructor'] = context.functionId(constructor);
    context.classNodes.set(constructor, context.classes.indexOf(fact));
  }
  return fact;
}

/** Declared fields, parameter properties and field initialisers. */
function readFields(context: FileContext, node: ClassNode): void {
  const fact = context.classes[context.classNodes.get(node)!]!;
  for (const member of node.body.body) {
    if (member.type === 'PropertyDefinition') {
      const name = propertyName(member);
      const ref =
        typeRef(context, member.typeAnnotation?.typeAnnotation) ??
        (member.value ? valueRef(context, member.value) : null);
      if (name && ref) fact.fields[name] = ref;
    } else if (
      member.type === 'MethodDefinition' &&
      member.kind === 'constructor' &&
      isFunction(member.value)
    ) {
      for (const param of member.value.params) {
        if (param.type !== 'TSParameterProperty') continue;
        const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
        if (target.type !== 'Identifier') continue;
        const ref = typeRef(context, target.typeAnnotation?.typeAnnotation);
        fact.fields[target.name] = ref ?? { kind: 'named', name: target.name };
      }
    }
  }
}

/** `this.api = new Api()`, `this.api = api` with a typed parameter. */
function readAssignedFields(context: FileContext): void {
  for (const node of context.nodes.assignments) {
    const chain = memberPath(node.left);
    if (chain?.root.type !== 'ThisExpression' || chain.path.length !== 1) continue;
    const cls = classAround(context, node);
    const fact = cls === null ? undefined : context.classes[cls];
    if (!fact || fact.fields[chain.path[0]!]) continue;
    const ref = valueRef(context, node.right);
    if (ref) fact.fields[chain.path[0]!] = ref;
  }
}

/** The class-like thing that `this` is at a node. */
export function classAround(context: FileContext, node: Node): number | null {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.type === 'ArrowFunctionExpression') continue;
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression') {
      const own = context.classNodes.get(at);
      if (own !== undefined) return own;
      const assigned = at.parent.type === 'AssignmentExpression' ? prototypeMember(at.parent.left) : null;
      if (assigned) return indexOfClass(context, assigned.owner);
      // `self = this` and plain callbacks: go on outwards, methods are found by their object or class.
    }
    const cls = context.classNodes.get(at);
    if (cls !== undefined && at.type !== 'AssignmentExpression') return cls;
  }
  return null;
}

function indexOfClass(context: FileContext, name: string): number | null {
  const index = context.classes.findIndex((one) => one.name === name);
  return index < 0 ? null : index;
}

/** The class that an expression of the `extends` or `new` position names. */
export function classRefOf(context: FileContext, given: Node): ClassRef | null {
  const chain = memberPath(given);
  if (!chain || chain.root.type !== 'Identifier') return null;
  const variable = context.bindings.variableOf(chain.root);
  const imported = variable ? importOf(variable) : null;
  if (imported) {
    const path = [...imported.path, ...chain.path];
    if (imported.name !== '*') return { kind: 'import', module: imported.module, name: imported.name, path };
    return { kind: 'import', module: imported.module, name: path[0] ?? '*', path: path.slice(1) };
  }
  if (chain.path.length > 0) return { kind: 'named', name: chain.path.at(-1)! };
  const cls = indexOfClass(context, chain.root.name);
  return cls !== null ? { kind: 'local', cls } : { kind: 'named', name: chain.root.name };
}

function typeRef(context: FileContext, type: Node | undefined): ClassRef | null {
  if (type?.type === 'TSUnionType')
    return type.types.map((one) => typeRef(context, one)).find((one) => one !== null) ?? null;
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null;
  return classRefOf(context, type.typeName);
}

/** The class of a value by `new C()`, an object of this file, or a typed name. */
export function valueRef(context: FileContext, given: Node, depth = 0): ClassRef | null {
  const node = unwrap(given);
  // `a = b || a`: definitions may go in circles.
  if (depth > 8) return null;
  if (node.type === 'NewExpression') return classRefOf(context, node.callee);
  if (node.type === 'ObjectExpression') {
    const cls = context.classNodes.get(node);
    return cls === undefined ? null : { kind: 'local', cls };
  }
  if (node.type === 'LogicalExpression')
    return valueRef(context, node.right, depth + 1) ?? valueRef(context, node.left, depth + 1);
  if (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'inject' &&
    node.arguments[0]
  ) {
    return classRefOf(context, node.arguments[0]);
  }
  if (node.type !== 'Identifier') return null;
  const variable = context.bindings.variableOf(node);
  const name = variable?.defs[0]?.name as Node | undefined;
  if (name?.type === 'Identifier' && name.typeAnnotation)
    return typeRef(context, name.typeAnnotation.typeAnnotation);
  if (variable?.defs[0]?.type === 'Parameter') return { kind: 'named', name: node.name };
  const imported = variable ? importOf(variable) : null;
  if (imported) return { kind: 'import', ...imported };
  const init =
    variable?.defs[0]?.type === 'Variable'
      ? (variable.defs[0].node as TSESTree.VariableDeclarator).init
      : null;
  return init && init.type !== 'Identifier' ? valueRef(context, init, depth + 1) : null;
}
