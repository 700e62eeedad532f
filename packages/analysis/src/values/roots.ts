/** What a value depends on: parameters, loop variables, environment, a person's input. Names are read only at the leaves. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionId, Root } from '../facts.js';
import { forEachChild } from '../source/walk.js';
import type { SourceTree } from '../source/tree.js';
import {
  bindingsOf,
  calledName,
  enclosingFunction,
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type Node,
} from './bindings.js';
import { isBoundToInput } from './bound-inputs.js';
import { getterAnswers } from './getters.js';
import { importOf } from './imports.js';
import { CHOOSES, isKey, namesFromOutside } from './outside-names.js';
import { patternPath } from './patterns.js';
import {
  accountDefaults,
  handsArgumentsOn,
  isArgumentList,
  isParserOfArguments,
  parsesArguments,
  takesArguments,
} from './command-arguments.js';
import { isRequestArgument, REQUEST_NAMES } from './request-arguments.js';
import { CONFIG_NAMES, DRAWS, ENCODERS, PROMPTS, STORAGE } from './root-names.js';
import { isSignInCallback } from './sign-ins.js';

export interface RootContext {
  tree: SourceTree;
  /** Number of a function node. */
  functionId(node: Node): FunctionId;
  /** Numbers of the loops whose turns change this variable (declared in the head, or written in the body). */
  loopsOf(variable: Variable): number[];
  /** Leaves out what only chooses between values: who signs in is told by the user name, not by the `if` around it. */
  valuesOnly?: boolean;
}

const MAX_DEPTH = 24;

/** All roots of an expression, without duplicates. */
export function rootsOf(context: RootContext, node: Node): Root[] {
  const out = new Map<string, Root>();
  visit(context, node, 0, (root) => out.set(JSON.stringify(root), root), new Set());
  return [...out.values()];
}

type Add = (root: Root) => void;

function visit(context: RootContext, given: Node, depth: number, add: Add, seen: Set<Variable>): void {
  const node = unwrap(given);
  if (depth > MAX_DEPTH) return add({ kind: 'unknown' });
  switch (node.type) {
    case 'Literal':
      return add({ kind: 'literal' });
    case 'Identifier':
      return identifier(context, node, depth, add, seen);
    case 'MemberExpression':
      return member(context, node, depth, add, seen);
    case 'ThisExpression':
      return add({ kind: 'field' });
    case 'CallExpression':
    case 'NewExpression':
      return call(context, node, depth, add, seen);
    default:
      if (isFunction(node))
        return getterAnswers(node).forEach((answer) => visit(context, answer, depth + 1, add, seen));
      forEachChild(node, (child) => {
        if (isKey(child)) return;
        if (context.valuesOnly && node.type === 'ConditionalExpression' && child === node.test) return;
        visit(context, child, depth, add, seen);
      });
  }
}

function identifier(
  context: RootContext,
  node: TSESTree.Identifier,
  depth: number,
  add: Add,
  seen: Set<Variable>,
): void {
  const variable = bindingsOf(context.tree).variableOf(node);
  if (!variable) {
    if (ENCODERS.test(node.name)) return;
    if (node.name === 'undefined') return add({ kind: 'literal' });
    if (STORAGE.test(node.name)) return add({ kind: 'storage' });
    return add({
      kind:
        CONFIG_NAMES.test(node.name) || /^[A-Z][A-Z0-9_]+$/.test(node.name) || node.name === 'process'
          ? 'config'
          : 'unknown',
    });
  }
  const isParameter = variable.defs[0]?.type === 'Parameter';
  // Each member of a parameter is a thing of its own.
  if (seen.has(variable) && !isParameter) return;
  seen.add(variable);
  for (const loop of context.loopsOf(variable)) add({ kind: 'loop', loop });
  const imported = importOf(variable);
  if (imported) return add({ kind: isParserOfArguments(variable) ? 'argument' : 'config' });
  const definition = variable.defs[0];
  if (!definition) return add({ kind: 'unknown' });
  if (definition.type === 'Parameter') return parameter(context, definition, node, add);
  if (definition.type === 'CatchClause') return add({ kind: 'unknown' });
  if (definition.type !== 'Variable') return add({ kind: 'literal' });
  if (isBoundToInput(context.tree, variable)) return add({ kind: 'person' });
  const declarator = definition.node as TSESTree.VariableDeclarator;
  const loop = declarator.parent?.parent;
  const isTurned = loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement';
  if (isTurned && loop.left === declarator.parent) return visit(context, loop.right, depth + 1, add, seen);
  const taken = takenFrom(context, declarator, definition.name as Node);
  if (taken) parameter(context, taken.definition, node, add, taken.member);
  else if (declarator.init) visit(context, declarator.init, depth + 1, add, seen);
  let writes = 0;
  for (const reference of bindingsOf(context.tree).referencesOf(variable)) {
    const parent = reference.parent;
    if (parent?.type !== 'AssignmentExpression' || parent.left !== reference || writes++ > 5) continue;
    visit(context, parent.right, depth + 1, add, seen);
    // `if (environment === 'dev') url = …`: the value depends on what is tested.
    if (context.valuesOnly) continue;
    for (let at: Node | undefined = parent.parent; at && !isFunction(at); at = at.parent) {
      if (at.type === 'IfStatement') visit(context, at.test, depth + 1, add, seen);
      else if (at.type === 'SwitchStatement') visit(context, at.discriminant, depth + 1, add, seen);
    }
  }
  if (declarator.init === null && writes === 0) add({ kind: 'unknown' });
}

function parameter(
  context: RootContext,
  definition: Variable['defs'][number],
  node: Node,
  add: Add,
  taken: string | null = null,
): void {
  const fn = definition.node as Node;
  if (!isFunction(fn)) return add({ kind: 'unknown' });
  const name = definition.name as Node;
  const index = fn.params.findIndex(
    (param) => param.range[0] <= name.range[0] && name.range[1] <= param.range[1],
  );
  if (isRequestArgument(fn, index, node)) return add({ kind: 'request' });
  if (isSignInCallback(context.tree, fn)) return add({ kind: 'person' });
  if (takesArguments(context.tree, fn)) {
    add({ kind: 'argument' });
    for (const answer of accountDefaults(context.tree)) visit(context, answer, 1, add, new Set());
    return;
  }
  const path = patternPath(fn.params[index] ?? name, name) ?? [];
  const read = path[0] ?? taken ?? memberRead(node);
  add({ kind: 'param', fn: context.functionId(fn), index, ...(read === null ? {} : { member: read }) });
}

/** `const { scope } = options`: the parameter, and the member of it. */
function takenFrom(
  context: RootContext,
  declarator: TSESTree.VariableDeclarator,
  name: Node,
): { definition: Variable['defs'][number]; member: string } | null {
  const init = declarator.init ? unwrap(declarator.init) : null;
  if (declarator.id.type !== 'ObjectPattern' || init?.type !== 'Identifier') return null;
  const definition = bindingsOf(context.tree).variableOf(init)?.defs[0];
  const member = patternPath(declarator.id, name)?.[0];
  if (definition?.type !== 'Parameter' || member === undefined || REQUEST_NAMES.test(init.name)) return null;
  return { definition, member };
}

/** The member that is read from a name: `scope` of `options.scope`. A call is made on the whole of it. */
function memberRead(node: Node): string | null {
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return null;
  const host = parent.parent;
  return host.type === 'CallExpression' && host.callee === parent ? null : propertyName(parent);
}

function member(
  context: RootContext,
  node: TSESTree.MemberExpression,
  depth: number,
  add: Add,
  seen: Set<Variable>,
): void {
  const chain = memberPath(node);
  const path = chain?.path ?? [];
  const root = chain?.root ?? unwrap(node.object);
  if (root.type === 'Identifier') {
    const name = root.name;
    if (name === 'process' && path[0] === 'env') return add({ kind: 'env' });
    if ((name === 'Deno' || name === 'Bun') && path[0] === 'env') return add({ kind: 'env' });
    if (isArgumentList(name, path[0])) return add({ kind: 'argument' });
    if (name === '__ENV') return add({ kind: 'env' });
    if (STORAGE.test(name)) return add({ kind: 'storage' });
    if (path.at(-1) === 'value' && path.length >= 2) return add({ kind: 'person' });
  }
  if (root.type === 'MetaProperty' && path[0] === 'env') return add({ kind: 'env' });
  if (root.type === 'ThisExpression') return field(context, path, add);
  let holds = false;
  visit(context, root, depth + 1, (found) => ((holds = true), add(found)), seen);
  // `accounts[request.params.tenant]` chooses one of the accounts: nobody has typed it.
  if (!chain && node.computed && !(context.valuesOnly && holds))
    visit(context, node.property as Node, depth + 1, add, seen);
}

/** `this.config.user` is configuration; `this.form.value.password` is typed by a person. */
function field(context: RootContext, path: string[], add: Add): void {
  const text = path.join('.');
  if (/form|loginData|loginForm|controls|\$refs/i.test(text) || (path.length >= 2 && path.at(-1) === 'value'))
    return add({ kind: 'person' });
  if (path[0] === 'state' && path.length === 2) return add({ kind: 'person' });
  if (CONFIG_NAMES.test(path[0] ?? '') || path.some((name) => CONFIG_NAMES.test(name)))
    return add({ kind: 'config' });
  // The fields of a component are bound to what a person types.
  if (/\.vue$|\.component\.[jt]s$/.test(context.tree.file) || context.tree.text.includes('@Component('))
    return add({ kind: 'person' });
  add({ kind: 'field' });
}

function call(
  context: RootContext,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  depth: number,
  add: Add,
  seen: Set<Variable>,
): void {
  const callee = unwrap(node.callee);
  const name = calledName(callee);
  const chain = memberPath(callee);
  const rootName = chain?.root.type === 'Identifier' ? chain.root.name : null;
  if (rootName === 'document' || name === 'FormData' || name === 'getFieldValue' || name === 'getFieldsValue')
    return add({ kind: 'person' });
  if (rootName && STORAGE.test(rootName)) return add({ kind: 'storage' });
  if (name && /^use(State|Form|Reducer|Field|Formik)$|^ref$|^reactive$|^signal$/.test(name))
    return add({ kind: 'person' });
  if (
    name &&
    PROMPTS.test(name) &&
    (chain === null || chain.path.length <= 1 || /prompt|readline|rl|inquirer|enquirer/i.test(rootName ?? ''))
  ) {
    return add({ kind: 'person' });
  }
  if (
    (name === 'get' || name === 'getOrThrow' || name === 'require') &&
    callee.type === 'MemberExpression' &&
    /config|conf|env|settings|secret/i.test(context.tree.text.slice(...callee.object.range))
  ) {
    return add({ kind: 'config' });
  }
  // jQuery, by whatever name the element is known: `$('#password').val()`, `$(form).serializeArray()`.
  if (
    callee.type === 'MemberExpression' &&
    node.arguments.length === 0 &&
    name &&
    /^(val|serialize|serializeArray)$/.test(name)
  )
    return add({ kind: 'person' });
  if (name && DRAWS.test(name)) {
    const loop = innermostLoop(node);
    if (loop !== null) add({ kind: 'loop', loop });
  }
  if (callee.type === 'MemberExpression') visit(context, callee.object, depth + 1, add, seen);
  else if (callee.type === 'Identifier' && parsesArguments(context.tree, callee)) add({ kind: 'argument' });
  else if (callee.type === 'Identifier' && node.arguments.length === 0) add({ kind: 'config' });
  const handsOn = handsArgumentsOn(context.tree, callee, name);
  const addGiven: Add = (root) => add(root.kind === 'argument' && !handsOn ? { kind: 'config' } : root);
  for (const argument of node.arguments)
    if (isFunction(argument) && name && CHOOSES.test(name)) {
      if (!context.valuesOnly)
        for (const compared of namesFromOutside(context.tree, argument))
          visit(context, compared, depth + 1, addGiven, seen);
    } else
      visit(
        context,
        argument.type === 'SpreadElement' ? argument.argument : argument,
        depth + 1,
        addGiven,
        seen,
      );
}

/** Filled by the extract stage: the number of the loop that encloses a node in its own function. */
const loopNumbers = new WeakMap<Node, number>();
export function numberLoop(node: Node, loop: number): void {
  loopNumbers.set(node, loop);
}

function innermostLoop(node: Node): number | null {
  const fn = enclosingFunction(node);
  for (let at = node.parent; at && at !== fn; at = at.parent) {
    const loop = loopNumbers.get(at);
    if (loop !== undefined) return loop;
  }
  return null;
}
