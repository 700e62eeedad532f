/** What `this`, a type or a value is an instance of. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassRef } from '../facts.js';
import { memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import type { FileContext } from './context.js';
import { prototypeMember } from './names.js';

/** The class-like thing that `this` is at a node. */
export function classAround(context: FileContext, node: Node): number | null {
  let inMethod = false;
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.type === 'ArrowFunctionExpression') continue;
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression') {
      inMethod = true;
      const own = context.classNodes.get(at);
      if (own !== undefined) return own;
      const assigned = at.parent.type === 'AssignmentExpression' ? prototypeMember(at.parent.left) : null;
      if (assigned) return indexOfClass(context, assigned.owner);
      // `self = this` and plain callbacks: go on outwards, methods are found by their object or class.
    }
    const cls = context.classNodes.get(at);
    // `this` among the members of an object, outside its methods, is that of the function around.
    const isList =
      at.type === 'CallExpression' ||
      at.type === 'ArrayExpression' ||
      (at.type === 'ObjectExpression' && !inMethod);
    if (cls !== undefined && at.type !== 'AssignmentExpression' && !isList) return cls;
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

export function typeRef(context: FileContext, type: Node | undefined): ClassRef | null {
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
  const table = node.type === 'NewExpression' ? context.classNodes.get(node) : undefined;
  if (node.type === 'NewExpression' && table === undefined) return classRefOf(context, node.callee);
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || node.type === 'NewExpression') {
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
  const asked = node.type === 'CallExpression' ? askedOfContainer(context, node) : null;
  if (asked) return asked;
  const made = node.type === 'CallExpression' ? context.classNodes.get(node) : undefined;
  if (made !== undefined) return { kind: 'local', cls: made };
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

/** `app.get(TokenService)` of Nest, `container.resolve(TokenService)`: who holds the instances is asked for one by its class. */
function askedOfContainer(
  context: FileContext,
  { callee, arguments: given }: TSESTree.CallExpression,
): ClassRef | null {
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  const [cls] = given;
  if (
    !/^(get|resolve|inject)$/.test(name ?? '') ||
    cls?.type !== 'Identifier' ||
    !/^[A-Z]\w*[a-z]/.test(cls.name)
  )
    return null;
  const ref = classRefOf(context, cls);
  return ref?.kind === 'named' ? null : ref;
}
