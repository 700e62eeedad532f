/** What a kept token lives in: where that is an object or a closure, it is lost when the object is built anew. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Holder } from '../facts.js';
import {
  enclosingFunction,
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type Node,
} from '../values/bindings.js';
import { parameterPropertyOf } from '../values/patterns.js';
import type { FileContext } from './context.js';
import type { Place } from './places.js';

/** The class or the function whose every instance or call starts without what is kept at the place; null when it stays. */
export function holderOf(context: FileContext, place: Place, home: Node | null): Holder | null {
  if (typeof place.root !== 'string') return closureOf(context, place, home);
  const cls = /^this:(\d+)$/.exec(place.root)?.[1];
  const node = [...context.classNodes].find(([, index]) => index === Number(cls))?.[0];
  if (node?.type !== 'ClassDeclaration' && node?.type !== 'ClassExpression') return null;
  // A framework builds it, and most of them once.
  if (node.decorators.length > 0 || isStatic(home)) return null;
  return startsEmpty(context, node, place.path[0] ?? '') ? { kind: 'class', cls: Number(cls) } : null;
}

function isStatic(home: Node | null): boolean {
  const member = home?.parent;
  return (member?.type === 'MethodDefinition' || member?.type === 'PropertyDefinition') && member.static;
}

/** Neither handed in nor taken from elsewhere: `private token?: string`, `this.tokens = new Map()`. */
function startsEmpty(
  context: FileContext,
  cls: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  field: string,
) {
  const constructor = cls.body.body.find(
    (member): member is TSESTree.MethodDefinition =>
      member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  for (const member of cls.body.body) {
    if (member.type === 'PropertyDefinition' && propertyName(member) === field)
      if (member.static || (member.value && !isEmpty(member.value))) return false;
  }
  if (!constructor) return true;
  const { params } = constructor.value as TSESTree.FunctionExpression;
  return (
    parameterPropertyOf(params, field) < 0 &&
    context.nodes.assignments
      .filter((node) => enclosingFunction(node) === (constructor.value as Node))
      .every((node) => {
        const left = memberPath(node.left);
        return left?.root.type !== 'ThisExpression' || left.path[0] !== field || isEmpty(node.right);
      })
  );
}

/** `function createClient() { let token; … }`: a token for each call of it. */
function closureOf(context: FileContext, { root }: Place, home: Node | null): Holder | null {
  if (typeof root === 'string') return null;
  const definition = root.defs[0];
  const declared = definition?.type === 'Variable' ? (definition.node as TSESTree.VariableDeclarator) : null;
  if (!declared || declared.id.type !== 'Identifier' || (declared.init && !isEmpty(declared.init)))
    return null;
  const around = enclosingFunction(declared);
  if (!around || !isFunction(around) || around === home) return null;
  return { kind: 'function', fn: context.functionId(around) };
}

/** A value that holds nothing yet. */
function isEmpty(given: Node): boolean {
  const node = unwrap(given);
  switch (node.type) {
    case 'Literal':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true;
    case 'Identifier':
      return node.name === 'undefined';
    case 'NewExpression':
      return node.callee.type === 'Identifier' && /^(Map|WeakMap|Set|Date)$/.test(node.callee.name);
    case 'UnaryExpression':
      return true;
    default:
      return false;
  }
}
