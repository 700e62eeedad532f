/** Tables that are filled after they are made: `commands[name] = run`, `handlers.set(type, handle)`, `hooks.push(hook)`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassFact } from '../facts.js';
import {
  enclosingFunction,
  initialValue,
  isFunction,
  propertyName,
  unwrap,
  type Node,
} from '../values/bindings.js';
import { classAround } from './class-refs.js';
import type { FileContext } from './context.js';
import { addClass, elementOf, put } from './object-classes.js';

const FILLS = /^(set|push|unshift|add)$/;

/** What is put there, functions handed in by callers included, are the table's elements. */
export function readFilledTables(context: FileContext): void {
  for (const { left, right } of context.nodes.assignments)
    if (left.type === 'MemberExpression' && left.computed) fill(context, left.object, right);
  for (const call of context.calls) {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression' || !FILLS.test(propertyName(callee) ?? '')) continue;
    const given = call.arguments.at(-1);
    if (given && given.type !== 'SpreadElement') fill(context, callee.object, given);
  }
}

function fill(context: FileContext, table: Node, given: Node): void {
  const value = unwrap(given);
  const handed = handedIn(context, value);
  const element = handed ? null : elementOf(context, value);
  // What is handed in may be anything: only a function is called.
  if (!handed && (!element || (element.kind === 'instance' && element.cls.kind === 'named'))) return;
  const fact = tableOf(context, table);
  if (!fact) return;
  if (handed) (fact.handed ??= []).push(handed);
  else if (element)
    put(fact, `+${Object.keys(fact.methods).length + Object.keys(fact.members).length}`, element);
}

/** A parameter of the function around. */
function handedIn(context: FileContext, value: Node): { fn: number; index: number } | null {
  const definition = value.type === 'Identifier' ? context.bindings.variableOf(value)?.defs[0] : undefined;
  const fn = definition?.node as Node | undefined;
  if (definition?.type !== 'Parameter' || !isFunction(fn) || fn !== enclosingFunction(value)) return null;
  const index = fn.params.findIndex((param) => param === definition.name);
  return index < 0 ? null : { fn: context.functionId(fn), index };
}

/** The table behind `handlers`, `this.handlers` and, one list for each name, `this.handlers[name]`. */
function tableOf(context: FileContext, given: Node): ClassFact | null {
  const node = unwrap(given);
  if (node.type === 'AssignmentExpression') return tableOf(context, node.left);
  if (node.type === 'MemberExpression' && node.computed) {
    const fact = tableOf(context, node.object);
    const cls = fact ? context.classes.indexOf(fact) : -1;
    if (fact) fact.fields['+'] ??= { kind: 'local', cls };
    return fact;
  }
  const made =
    node.type === 'Identifier'
      ? initialValue(context.bindings, node)
      : node.type === 'MemberExpression' && node.object.type === 'ThisExpression'
        ? fieldValue(context, node)
        : null;
  const literal = made ? unwrap(made) : null;
  if (!literal || !isTable(literal)) return null;
  const known = context.classNodes.get(literal);
  return known === undefined ? addClass(context, literal, 'object') : context.classes[known]!;
}

/** What a field of the class around is first given. */
function fieldValue(context: FileContext, node: TSESTree.MemberExpression): Node | null {
  const name = propertyName(node);
  const cls = classAround(context, node);
  if (name === null || cls === null) return null;
  const own = (member: Node) => classAround(context, member) === cls;
  for (const { body } of context.nodes.classes)
    for (const member of body.body)
      if (
        member.type === 'PropertyDefinition' &&
        member.value &&
        propertyName(member) === name &&
        own(member)
      )
        return member.value;
  const assigned = context.nodes.assignments.find(
    ({ left }) =>
      left.type === 'MemberExpression' &&
      left.object.type === 'ThisExpression' &&
      propertyName(left) === name &&
      own(left),
  );
  return assigned?.right ?? null;
}

function isTable(node: Node): boolean {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return true;
  return (
    node.type === 'NewExpression' && node.callee.type === 'Identifier' && /^(Map|Set)$/.test(node.callee.name)
  );
}
