/** The name by which people know a function, and the class-like thing that it belongs to. */
import type { TSESTree } from '@typescript-eslint/types';
import {
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../values/bindings.js';

/** The binding, key or member that a function expression is given to; looks through wrapper calls such as `useCallback(fn)`. */
export function holderOf(fn: Node): Node | null {
  let at: Node = fn;
  for (;;) {
    const parent: Node | undefined = at.parent;
    if (!parent) return null;
    switch (parent.type) {
      case 'VariableDeclarator':
        return parent.init === at ? parent : null;
      case 'AssignmentExpression':
        return parent.right === at ? parent : null;
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        return parent.value === at ? parent : null;
      case 'ExportDefaultDeclaration':
        return parent;
      case 'CallExpression':
        if (!(parent.arguments as Node[]).includes(at)) return null;
        at = parent;
        break;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'AwaitExpression':
        at = parent;
        break;
      default:
        return null;
    }
  }
}

/** `name` for messages, without its class. */
export function functionName(fn: FunctionNode): string | null {
  if (fn.type !== 'ArrowFunctionExpression' && fn.id) return fn.id.name;
  const holder = holderOf(fn);
  if (!holder) return null;
  // `Client.prototype[name] = function () { … }`: kept there for others to call, whatever its name turns out to be.
  if (holder.type === 'AssignmentExpression' && holder.right === fn && holderName(holder) === null)
    return '[…]';
  return holderName(holder);
}

export function holderName(holder: Node): string | null {
  switch (holder.type) {
    case 'VariableDeclarator':
      return holder.id.type === 'Identifier' ? holder.id.name : null;
    case 'AssignmentExpression': {
      if (holder.left.type === 'Identifier') return holder.left.name;
      return holder.left.type === 'MemberExpression' ? propertyName(holder.left) : null;
    }
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return propertyName(holder);
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return null;
  }
}

/** The function that an expression is or wraps (`useCallback(fn)`, `middy(fn)`), if any. */
export function wrappedFunction(node: Node): FunctionNode | null {
  const at = unwrap(node);
  if (isFunction(at)) return at;
  if (at.type !== 'CallExpression') return null;
  const found = at.arguments
    .map((argument) => (argument.type === 'SpreadElement' ? null : wrappedFunction(argument)))
    .filter((one) => one !== null);
  return found.length === 1 ? found[0]! : null;
}

/** `Foo.prototype.bar`: the constructor's name and the method's. */
export function prototypeMember(left: Node): { owner: string; method: string } | null {
  const chain = memberPath(left);
  if (!chain || chain.root.type !== 'Identifier') return null;
  const [first, method, ...more] = chain.path;
  return first === 'prototype' && method && more.length === 0 ? { owner: chain.root.name, method } : null;
}

/** `Foo.prototype` as the target of a whole object: `Foo.prototype = { … }` or `Object.assign(Foo.prototype, { … })`. */
export function prototypeOwner(node: Node): string | null {
  const chain = memberPath(node);
  return chain?.root.type === 'Identifier' && chain.path.length === 1 && chain.path[0] === 'prototype'
    ? chain.root.name
    : null;
}

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
