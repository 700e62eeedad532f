/** The object that an SDK call is made on: its class, where it was built, what configured it. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Span } from '../facts.js';
import {
  enclosingFunction,
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type Node,
} from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { type FileContext } from './context.js';
import { calledFunction } from './called-function.js';
import { isLoop } from './loops.js';

/** `const owner = client.owner; owner.getToken(…)` */
export function originEndsWith(context: FileContext, object: Node, name: string): boolean {
  const at = unwrap(object);
  if (at.type !== 'Identifier') return false;
  const declared = context.bindings.variableOf(at)?.defs[0]?.node as Node | undefined;
  return (
    declared?.type === 'VariableDeclarator' &&
    !!declared.init &&
    memberPath(declared.init)?.path.at(-1) === name
  );
}

/** The name of the class that made a receiver: `new ResourceOwnerPassword(config)`, also by field and factory. */
export function classNameOf(context: FileContext, given: Node, depth: number): string | null {
  const node = unwrap(given);
  if (depth > 4) return null;
  if (node.type === 'NewExpression')
    return node.callee.type === 'Identifier'
      ? importedName(context, node.callee)
      : node.callee.type === 'MemberExpression'
        ? propertyName(node.callee)
        : null;
  if (node.type === 'Identifier') {
    const definition = context.bindings.variableOf(node)?.defs[0];
    const name = definition?.name as Node | undefined;
    if (name?.type === 'Identifier' && name.typeAnnotation?.typeAnnotation.type === 'TSTypeReference')
      return typeName(name.typeAnnotation.typeAnnotation);
    const declared = definition?.node as Node | undefined;
    return declared?.type === 'VariableDeclarator' && declared.init
      ? classNameOf(context, declared.init, depth + 1)
      : null;
  }
  const chain = memberPath(node);
  if (chain?.root.type !== 'ThisExpression' || chain.path.length !== 1) return null;
  for (const one of context.nodes.classes) {
    for (const member of one.body.body) {
      if (member.type !== 'PropertyDefinition' || propertyName(member) !== chain.path[0]) continue;
      const type = member.typeAnnotation?.typeAnnotation;
      if (type?.type === 'TSTypeReference') return typeName(type);
      if (member.value) return classNameOf(context, member.value, depth + 1);
    }
  }
  for (const assignment of context.nodes.assignments) {
    const target = memberPath(assignment.left);
    if (
      target?.root.type === 'ThisExpression' &&
      target.path[0] === chain.path[0] &&
      target.path.length === 1
    )
      return classNameOf(context, assignment.right, depth + 1);
  }
  return null;
}

const typeName = (type: TSESTree.TSTypeReference) =>
  type.typeName.type === 'Identifier'
    ? type.typeName.name
    : type.typeName.type === 'TSQualifiedName'
      ? type.typeName.right.name
      : null;

function importedName(context: FileContext, node: TSESTree.Identifier): string {
  const variable = context.bindings.variableOf(node);
  const imported = variable ? importOf(variable) : null;
  return imported && imported.name !== '*' && imported.name !== 'default'
    ? (imported.path.at(-1) ?? imported.name)
    : node.name;
}

/** Texts of the configuration that made the receiver, for the provider. */
export function urlHints(context: FileContext, receiver: Node): string {
  const at = unwrap(receiver);
  if (at.type !== 'Identifier') return '';
  const declared = context.bindings.variableOf(at)?.defs[0]?.node as Node | undefined;
  return declared?.type === 'VariableDeclarator' && declared.init
    ? context.tree.text.slice(...declared.init.range).slice(0, 400)
    : '';
}

/** The object is made in the function or the loop that asks it: whatever it keeps is lost with the call. */
export function builtPerCall(context: FileContext, node: Node, receiver: Node | null): Span | null {
  if (node.type === 'NewExpression')
    return isMadeAgain(node) ? { start: node.range[0], end: node.range[1] } : null;
  const at = receiver ? unwrap(receiver) : null;
  if (!at) return null;
  const made = at.type === 'Identifier' ? madeBy(context, at, node) : at;
  if (!made) return null;
  const init = unwrap(made);
  if (/cachePlugin/.test(context.tree.text.slice(...init.range))) return null;
  if (init.type === 'NewExpression')
    return isMadeAgain(init) ? { start: init.range[0], end: init.range[1] } : null;
  if (init.type !== 'CallExpression') return null;
  const factory = calledFunction(context, init.callee);
  const text = factory ? context.tree.text.slice(...factory.range) : '';
  const builds = factory && /return\s+new\s|=>\s*new\s/.test(text) && !/\?\?=|\|\|=|if\s*\(\s*!/.test(text);
  return builds ? { start: init.range[0], end: init.range[1] } : null;
}

/** In a function, or at each turn of a loop of the module. */
function isMadeAgain(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at) || isLoop(at)) return true;
  return false;
}

function madeBy(context: FileContext, identifier: TSESTree.Identifier, site: Node): Node | null {
  const declared = context.bindings.variableOf(identifier)?.defs[0]?.node as Node | undefined;
  if (declared?.type !== 'VariableDeclarator' || !declared.init) return null;
  const here = enclosingFunction(declared);
  if (here === null) return isMadeAgain(declared) ? declared.init : null;
  for (let at = enclosingFunction(site); at; at = enclosingFunction(at))
    if (at === here) return declared.init;
  return null;
}
