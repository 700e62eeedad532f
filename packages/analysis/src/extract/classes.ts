/** Classes, objects with methods and constructor functions with prototypes: everything that `this` can be. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { classAround, classRefOf, typeRef, valueRef } from './class-refs.js';
import { readComponents } from './component-options.js';
import { readFilledTables } from './filled-tables.js';
import { readIntercepted } from './intercepted-clients.js';
import { readNamespace } from './namespaces.js';
import { holderName, wrappedFunction, type ClassNode } from './names.js';
import { addClass, readList, readNested, readObject, readPrototype } from './object-classes.js';

/** Finds all of them; must run before references are read. */
export function readClasses(context: FileContext): void {
  for (const node of context.nodes.classes) readClass(context, node);
  readComponents(context);
  for (const node of context.nodes.objects) readObject(context, node);
  for (const node of context.nodes.assignments) readPrototype(context, node);
  for (const node of context.nodes.assignments) readNamespace(context, node);
  for (const node of context.nodes.lists) readList(context, node);
  // From the inside out: a table is one when something in it is.
  for (const node of [...context.nodes.objects].reverse()) readNested(context, node);
  readFilledTables(context);
  for (const node of context.nodes.classes) readFields(context, node);
  readAssignedFields(context);
  readIntercepted(context);
}

function readClass(context: FileContext, node: ClassNode): void {
  const holder = node.id ? null : holderOfClass(node);
  const fact = addClass(context, node, node.id?.name ?? (holder ? holderName(holder) : null) ?? 'default');
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

/** Declared fields, parameter properties and field initialisers. */
function readFields(context: FileContext, node: ClassNode): void {
  const fact = context.classes[context.classNodes.get(node)!]!;
  for (const member of node.body.body) {
    if (member.type === 'PropertyDefinition') {
      const name = propertyName(member);
      const typed = typeRef(context, member.typeAnnotation?.typeAnnotation);
      const made = member.value ? valueRef(context, member.value) : null;
      // What is written down here tells more than the name of a type.
      const ref = made?.kind === 'local' && typed?.kind !== 'local' ? made : (typed ?? made);
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
    const known = fact?.fields[chain.path[0]!];
    if (!fact || (known && known.kind !== 'named')) continue;
    const ref = valueRef(context, node.right);
    if (ref && (!known || ref.kind === 'local')) fact.fields[chain.path[0]!] = ref;
  }
}
