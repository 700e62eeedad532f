/** Calls that are made only where the caller has not handed in what they would get: `client ?? (await getClient())`. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';

/** The position of the parameter of `home` that makes `node` needless when it is given, or null. */
export function unlessGiven(context: FileContext, node: Node, home: Node | null): number | null {
  if (!isFunction(home)) return null;
  for (let at: Node = node; at.parent && at !== home; at = at.parent) {
    const name = absentName(at.parent, at);
    const index = name ? positionOf(context, home, name) : -1;
    if (index >= 0) return index;
  }
  return null;
}

/** The name that is without a value wherever `at` is reached through its parent. */
function absentName(parent: Node, at: Node): TSESTree.Identifier | null {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (parent.consequent === at) return nameOf(parent.test, true);
      return parent.alternate === at ? nameOf(parent.test, false) : null;
    case 'LogicalExpression':
      if (parent.right !== at) return null;
      return parent.operator === '&&' ? nameOf(parent.left, true) : nameOf(parent.left, false);
    case 'AssignmentExpression':
      return parent.right === at && /^(\?\?|\|\|)=$/.test(parent.operator)
        ? nameOf(parent.left, false)
        : null;
    default:
      return null;
  }
}

/** `!name` and `name == null` say that it has none (`absent`), `name` alone that it has one. */
function nameOf(given: Node, absent: boolean): TSESTree.Identifier | null {
  const test = unwrap(given);
  if (!absent) return test.type === 'Identifier' ? test : null;
  if (test.type === 'UnaryExpression' && test.operator === '!') return nameOf(test.argument, false);
  if (test.type !== 'BinaryExpression' || !/^===?$/.test(test.operator)) return null;
  const right = unwrap(test.right);
  const nothing =
    (right.type === 'Literal' && right.value === null) ||
    (right.type === 'Identifier' && right.name === 'undefined');
  return nothing ? nameOf(test.left as Node, false) : null;
}

function positionOf(context: FileContext, home: FunctionNode, name: TSESTree.Identifier): number {
  const definition = context.bindings.variableOf(name)?.defs[0];
  if (definition?.type !== 'Parameter' || definition.node !== home) return -1;
  return home.params.findIndex((param) => {
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    return target === definition.name;
  });
}
