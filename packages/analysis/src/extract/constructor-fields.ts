/** Credentials that a class keeps from its constructor: who signs in is told by whoever makes the instance. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Root } from '../facts.js';
import { isFunction, memberPath, type Node } from '../values/bindings.js';
import { parameterPropertyOf, patternPath } from '../values/patterns.js';
import { rootsOf } from '../values/roots.js';
import { findNode } from '../source/walk.js';
import type { FileContext } from './context.js';

type Constructor = TSESTree.FunctionExpression;

/**
 * The constructor parameters that the fields among `nodes` are filled from: `this.user` where the constructor says
 * `this.user = user`, or has a parameter property of that name.
 */
export function constructorParameters(context: FileContext, nodes: readonly Node[]): Root[] {
  const out = new Map<string, Root>();
  for (const { field, member, at } of nodes.flatMap((node) => fieldsIn(context, node))) {
    const made = constructorAround(at);
    if (!made) continue;
    for (const root of parametersOf(context, made, field)) {
      const own = member === undefined || root.member !== undefined ? root : { ...root, member };
      out.set(JSON.stringify(own), own);
    }
  }
  return [...out.values()];
}

interface FieldRead {
  field: string;
  /** The member of the field that is read: `user` of `this.options.user`. */
  member: string | undefined;
  at: Node;
}

/** `this.user`, and `user` where the method says `const { user } = this` or `const user = this.user`. */
function fieldsIn(context: FileContext, node: Node, depth = 2): FieldRead[] {
  const found: FieldRead[] = [];
  findNode(node, (inner) => {
    if (inner.type === 'MemberExpression') {
      const chain = memberPath(inner);
      if (chain?.root.type === 'ThisExpression' && chain.path.length > 0)
        found.push({ field: chain.path[0]!, member: chain.path[1], at: inner });
    } else if (inner.type === 'Identifier' && depth > 0) {
      const definition = context.bindings.variableOf(inner)?.defs[0];
      const declarator = definition?.node as Node | undefined;
      if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return false;
      const path = patternPath(declarator.id, definition!.name as Node) ?? [];
      if (declarator.init.type === 'ThisExpression' && path.length > 0)
        found.push({ field: path[0]!, member: path[1], at: inner });
      else
        for (const read of fieldsIn(context, declarator.init, depth - 1))
          found.push({ ...read, member: read.member ?? path[0] });
    }
    return false;
  });
  return found;
}

function constructorAround(node: Node): Constructor | null {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.type !== 'ClassBody') continue;
    for (const member of at.body)
      if (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value))
        return member.value as Constructor;
    return null;
  }
  return null;
}

type ParamRoot = Root & { kind: 'param' };

function parametersOf(context: FileContext, made: Constructor, field: string): ParamRoot[] {
  const fn = context.functionId(made);
  const index = parameterPropertyOf(made.params, field);
  if (index >= 0) return [{ kind: 'param', fn, index }];
  const found: ParamRoot[] = [];
  findNode(made.body, (inner) => {
    if (inner.type !== 'AssignmentExpression') return false;
    const chain = memberPath(inner.left);
    if (chain?.root.type !== 'ThisExpression' || chain.path.length !== 1 || chain.path[0] !== field)
      return false;
    for (const root of rootsOf(context.roots, inner.right))
      if (root.kind === 'param' && root.fn === fn) found.push(root);
    return false;
  });
  return found;
}
