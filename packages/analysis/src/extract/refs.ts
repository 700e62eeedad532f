/** From a callee or a function value to what it names. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassRef, Ref } from '../facts.js';
import { isFunction, memberPath, propertyName, textOf, unwrap, type Node } from '../values/bindings.js';
import { patternPath } from '../values/patterns.js';
import { importOf, requireOf } from '../values/imports.js';
import { classAround, classRefOf, valueRef } from './class-refs.js';
import type { FileContext } from './context.js';
import { wrappedFunction } from './names.js';
import { isMap } from './made-tables.js';
import { EACH, elementSource } from './tables.js';
import { isAnswer, isRemembered } from './roles.js';

const CALLERS = new Set(['call', 'apply', 'bind']);
const MAX_DEPTH = 8;

/** What an expression names, or null when it names nothing that a call graph needs. */
export function refOf(context: FileContext, given: Node, depth = 0): Ref | null {
  const node = unwrap(given);
  if (depth > MAX_DEPTH) return null;
  if (isFunction(node)) return { kind: 'function', fn: context.functionId(node) };
  switch (node.type) {
    case 'Identifier':
      return identifierRef(context, node, depth);
    case 'MemberExpression':
      return memberRef(context, node, depth);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { kind: 'class', cls: context.classNodes.get(node)! };
    case 'ObjectExpression': {
      const cls = context.classNodes.get(node);
      return cls === undefined ? null : { kind: 'instance', cls: { kind: 'local', cls }, path: [] };
    }
    case 'ArrayExpression': {
      const cls = context.classNodes.get(node);
      return cls === undefined ? null : { kind: 'instance', cls: { kind: 'local', cls }, path: [] };
    }
    case 'NewExpression': {
      const table = context.classNodes.get(node);
      const cls: ClassRef | null =
        table === undefined ? classRefOf(context, node.callee) : { kind: 'local', cls: table };
      return cls ? { kind: 'instance', cls, path: [] } : null;
    }
    case 'ThisExpression': {
      const cls = classAround(context, node);
      return cls === null ? null : { kind: 'this', cls, path: [] };
    }
    case 'CallExpression':
      return callRef(context, node, depth);
    case 'ImportExpression':
      return importRef(requireOf(node));
    case 'LogicalExpression':
      return refOf(context, node.right, depth + 1) ?? refOf(context, node.left, depth + 1);
    case 'ConditionalExpression':
      return refOf(context, node.consequent, depth + 1) ?? refOf(context, node.alternate, depth + 1);
    case 'AssignmentExpression':
      return refOf(context, node.right, depth + 1);
    default:
      return null;
  }
}

function importRef(imported: ReturnType<typeof requireOf>): Ref | null {
  return imported ? { kind: 'import', ...imported } : null;
}

/** `fn.bind(this)`, `wrap(fn)`, `require('m')`, `inject(Service)`. */
function callRef(context: FileContext, node: TSESTree.CallExpression, depth: number): Ref | null {
  const made = context.classNodes.get(node);
  if (made !== undefined) return { kind: 'instance', cls: { kind: 'local', cls: made }, path: [] };
  const required = requireOf(node);
  if (required) return importRef(required);
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && propertyName(callee) === 'bind')
    return refOf(context, callee.object, depth + 1);
  const element = looksUp(context, node, callee, depth);
  if (element) return element;
  const injected = valueRef(context, node);
  if (injected) return { kind: 'instance', cls: injected, path: [] };
  const own = returnedRef(context, node, callee, depth);
  if (isRemembered(context, node)) return null;
  const wrapped = isAnswer(context, node) ? null : wrappedFunction(node);
  if (wrapped) return { kind: 'function', fn: context.functionId(wrapped) };
  const [only] = node.arguments;
  if (node.arguments.length === 1 && only?.type === 'Identifier' && callee.type === 'Identifier') {
    const inner = refOf(context, only, depth + 1);
    if (inner?.kind === 'function' || inner?.kind === 'import') return inner;
  }
  return own;
}

/** `handlers.get(type)` of a map that is written down; `Object.freeze(table)`. */
function looksUp(
  context: FileContext,
  node: TSESTree.CallExpression,
  callee: Node,
  depth: number,
): Ref | null {
  const [first] = node.arguments;
  if (callee.type !== 'MemberExpression' || !first || first.type === 'SpreadElement') return null;
  const name = propertyName(callee);
  if (name === 'freeze' && callee.object.type === 'Identifier' && callee.object.name === 'Object')
    return refOf(context, first, depth + 1);
  if (name !== 'get') return null;
  const table = refOf(context, callee.object, depth + 1);
  return table && isMap(context, table) ? extend(table, [EACH]) : null;
}

/** `const client = createClient(…)`: what the factory returns. */
export function returnedRef(
  context: FileContext,
  node: TSESTree.CallExpression,
  callee: Node,
  depth: number,
): Ref | null {
  const of =
    callee.type === 'Identifier' || callee.type === 'MemberExpression'
      ? refOf(context, callee, depth + 1)
      : null;
  if (!of || of.kind === 'global' || of.kind === 'member' || of.kind === 'class' || of.kind === 'returned')
    return null;
  return { kind: 'returned', of, path: [], receiver: textOf(context.tree, node).slice(0, 60) };
}

function identifierRef(context: FileContext, node: TSESTree.Identifier, depth: number): Ref | null {
  const variable = context.bindings.variableOf(node);
  if (!variable) return { kind: 'global', name: node.name };
  const imported = importOf(variable);
  if (imported) return { kind: 'import', ...imported };
  return variableRef(context, variable, node, depth);
}

function variableRef(
  context: FileContext,
  variable: Variable,
  node: TSESTree.Identifier,
  depth: number,
): Ref | null {
  const definition = variable.defs[0];
  const declared = definition?.node as Node | undefined;
  if (!definition || !declared) return null;
  const cls = context.classNodes.get(declared);
  if (declared.type === 'ClassDeclaration' || declared.type === 'ClassExpression')
    return { kind: 'class', cls: cls! };
  if (definition.type === 'FunctionName') {
    // A constructor function with a prototype is its class.
    if (cls !== undefined && node.parent?.type === 'NewExpression') return { kind: 'class', cls };
    return { kind: 'function', fn: context.functionId(declared) };
  }
  const typed = valueRef(context, node);
  const element = elementRef(context, variable, depth);
  if (element) return element;
  if (definition.type === 'Parameter') {
    return typed
      ? { kind: 'instance', cls: typed, path: [] }
      : { kind: 'member', receiver: node.name, method: '' };
  }
  if (declared.type !== 'VariableDeclarator') return null;
  if (declared.id.type === 'Identifier') {
    if (declared.init) {
      const ref = refOf(context, declared.init, depth + 1);
      if (ref?.kind === 'returned')
        return typed ? { kind: 'instance', cls: typed, path: [] } : { ...ref, receiver: node.name };
      if (ref) return ref;
    }
    if (typed) return { kind: 'instance', cls: typed, path: [] };
    for (const reference of context.bindings.referencesOf(variable)) {
      const parent = reference.parent;
      if (parent?.type !== 'AssignmentExpression' || parent.left !== reference) continue;
      const ref = refOf(context, parent.right, depth + 1);
      if (ref) return ref;
    }
    return { kind: 'member', receiver: node.name, method: '' };
  }
  if (!declared.init) return null;
  const path = patternPath(declared.id, definition.name as Node);
  const base = refOf(context, declared.init, depth + 1);
  if (path && base) return extend(base, path);
  return path
    ? {
        kind: 'member',
        receiver: textOf(context.tree, declared.init).slice(0, 60),
        method: path.at(-1) ?? '',
      }
    : null;
}

/** A loop variable or a callback's parameter that stands for each element of a table. */
function elementRef(context: FileContext, variable: Variable, depth: number): Ref | null {
  const source = elementSource(variable);
  const table = source ? refOf(context, source.table, depth + 1) : null;
  if (!source || !table || !isTable(table)) return null;
  // `for (const [type, handle] of handlers)`
  const path = isMap(context, table) && source.path[0] === '1' ? source.path.slice(1) : source.path;
  return extend(table, [EACH, ...path]);
}

/** Something with members that can be told. */
const isTable = (ref: Ref) =>
  (ref.kind === 'instance' && ref.cls.kind !== 'named') ||
  (ref.kind === 'this' && ref.path.length > 0) ||
  ref.kind === 'import';

function memberRef(context: FileContext, node: TSESTree.MemberExpression, depth: number): Ref | null {
  const chain = memberPath(node);
  const name = propertyName(node);
  if (name !== null && CALLERS.has(name)) {
    const object = refOf(context, node.object, depth + 1);
    const own = object?.kind === 'instance' || object?.kind === 'this' ? object : null;
    // `api.call(path)` is the object's own method where it is no function.
    return own?.path.length === 0 && !(own.kind === 'instance' && own.cls.kind === 'named')
      ? extend(own, [name])
      : object;
  }
  if (!chain || chain.path.length === 0) {
    const table = refOf(context, node.object, depth + 1);
    if (table && isTable(table) && (name === null || hasEach(table))) return extend(table, [name ?? EACH]);
    return name === null
      ? null
      : { kind: 'member', receiver: textOf(context.tree, node.object).slice(0, 60), method: name };
  }
  if (chain.root.type === 'Super') {
    const cls = classAround(context, node);
    return cls === null ? null : { kind: 'this', cls, path: ['super', ...chain.path] };
  }
  const own = exportedMember(context, chain.root, chain.path, depth);
  if (own) return own;
  const base = refOf(context, chain.root, depth + 1);
  if (!base || (base.kind === 'member' && base.method === '')) {
    return {
      kind: 'member',
      receiver: textOf(context.tree, node.object).slice(0, 60),
      method: chain.path.at(-1)!,
    };
  }
  return extend(base, chain.path);
}

const hasEach = (ref: Ref) => 'path' in ref && ref.path.includes(EACH);

/** `exports.token()` and `module.exports.token()` in the file that assigns it. */
function exportedMember(context: FileContext, root: Node, path: string[], depth: number): Ref | null {
  if (
    root.type !== 'Identifier' ||
    (root.name !== 'exports' && root.name !== 'module') ||
    context.bindings.variableOf(root)
  )
    return null;
  const wanted = root.name === 'module' ? path.slice(1) : path;
  for (const assignment of context.nodes.assignments) {
    const left = memberPath(assignment.left);
    if (left?.root.type !== 'Identifier' || (left.root.name !== 'exports' && left.root.name !== 'module'))
      continue;
    const name = left.root.name === 'module' ? left.path.slice(1) : left.path;
    if (name.length === 1 && name[0] === wanted[0]) {
      const ref = refOf(context, assignment.right, depth + 1);
      return ref ? extend(ref, wanted.slice(1)) : null;
    }
  }
  return null;
}

/** A reference to a member of what `base` names. */
export function extend(base: Ref, path: string[]): Ref | null {
  if (path.length === 0) return base;
  switch (base.kind) {
    case 'import':
      if (base.name === '*') return { ...base, name: path[0]!, path: path.slice(1) };
      return { ...base, path: [...base.path, ...path] };
    case 'this':
    case 'instance':
    case 'returned':
      return { ...base, path: [...base.path, ...path] };
    case 'class':
      return { kind: 'instance', cls: { kind: 'local', cls: base.cls }, path };
    case 'function':
      return null;
    case 'global':
      return { kind: 'member', receiver: [base.name, ...path.slice(0, -1)].join('.'), method: path.at(-1)! };
    case 'member':
      return {
        kind: 'member',
        receiver: [base.receiver, base.method, ...path.slice(0, -1)].filter(Boolean).join('.'),
        method: path.at(-1)!,
      };
  }
}
