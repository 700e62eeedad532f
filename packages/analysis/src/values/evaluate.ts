/** Evaluates an expression to a `Value` by what is written in the same file. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Constant } from '../facts.js';
import type { SourceTree } from '../source/tree.js';
import { bindingsOf, isFunction, memberPath, propertyName, unwrap, type Node } from './bindings.js';
import { additionsAround, fieldsAround } from './fields.js';
import { evaluateForm, isFormConstructor } from './forms.js';
import { importOf } from './imports.js';
import { addCall, mutationsOf } from './mutations.js';
import type { Entry, Value } from './value.js';

/** Deep enough for what people write, shallow enough to end on cyclic definitions. */
const MAX_DEPTH = 12;

export interface EvaluateContext {
  tree: SourceTree;
  depth: number;
  /** Arguments for parameters of functions that the evaluation went into. */
  bound: ReadonlyMap<Node, readonly Node[]>;
}

/** What `node` can be. Never throws; what is not understood is `unknown`. */
export function evaluate(tree: SourceTree, node: Node, context?: EvaluateContext): Value {
  return evaluateIn(context ?? { tree, depth: 0, bound: new Map() }, node);
}

export function evaluateIn(context: EvaluateContext, given: Node): Value {
  const node = unwrap(given);
  if (context.depth > MAX_DEPTH) return { kind: 'unknown', node };
  const deeper: EvaluateContext = { ...context, depth: context.depth + 1 };
  switch (node.type) {
    case 'Literal':
      return node.value === null || typeof node.value === 'object'
        ? { kind: 'unknown', node }
        : { kind: 'text', text: String(node.value), node };
    case 'TemplateLiteral':
      return pieces(deeper, node, templateParts(node));
    case 'BinaryExpression':
      return node.operator === '+'
        ? pieces(deeper, node, [node.left as Node, node.right])
        : { kind: 'unknown', node };
    case 'ConditionalExpression':
      return choice(node, [evaluateIn(deeper, node.consequent), evaluateIn(deeper, node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&'
        ? evaluateIn(deeper, node.right)
        : choice(node, [evaluateIn(deeper, node.left), evaluateIn(deeper, node.right)]);
    case 'AssignmentExpression':
      return evaluateIn(deeper, node.right);
    case 'ObjectExpression':
      return objectValue(deeper, node);
    case 'ArrayExpression':
      return listValue(deeper, node);
    case 'NewExpression':
      if (
        node.callee.type === 'Identifier' &&
        node.callee.name === 'URL' &&
        node.arguments[0] &&
        node.arguments[0].type !== 'SpreadElement'
      )
        return evaluateIn(deeper, node.arguments[0]);
      return isFormConstructor(node) ? evaluateForm(deeper, node) : { kind: 'unknown', node };
    case 'CallExpression':
      return evaluateForm(deeper, node);
    case 'Identifier':
      return identifierValue(deeper, node);
    case 'MemberExpression':
      return memberValue(deeper, node);
    case 'ThisExpression':
      return thisValue(deeper, node);
    default:
      return { kind: 'unknown', node };
  }
}

export function choice(node: Node, options: Value[]): Value {
  const known = options.filter((option) => option.kind !== 'unknown');
  if (known.length === 0) return { kind: 'unknown', node };
  return known.length === 1 && options.length === 1 ? known[0]! : { kind: 'choice', options: known, node };
}

/** `['grant_type=password', `username=${u}`]`, joined later by `&`. */
function listValue(context: EvaluateContext, node: TSESTree.ArrayExpression): Value {
  const parts: (string | Node)[] = [];
  for (const element of node.elements) {
    if (!element || element.type === 'SpreadElement') return { kind: 'unknown', node };
    const value = evaluateIn(context, element);
    if (value.kind !== 'text' && value.kind !== 'pieces') return { kind: 'unknown', node };
    if (parts.length > 0) parts.push('&');
    parts.push(element);
  }
  return parts.length > 0 ? pieces(context, node, parts) : { kind: 'unknown', node };
}

function templateParts(node: TSESTree.TemplateLiteral): (string | Node)[] {
  return node.quasis.flatMap((quasi, index) => {
    const text = quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    return expression ? [text, expression] : [text];
  });
}

/** Joins texts and inner values; inner texts become text, everything else stays a node. */
function pieces(context: EvaluateContext, node: Node, parts: (string | Node)[]): Value {
  const out: (string | Node)[] = [];
  const push = (part: string | Node) => {
    const last = out.length - 1;
    if (typeof part === 'string' && typeof out[last] === 'string') out[last] += part;
    else if (part !== '') out.push(part);
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      push(part);
      continue;
    }
    const value = evaluateIn(context, part);
    if (value.kind === 'text') push(value.text);
    else if (value.kind === 'pieces') value.pieces.forEach(push);
    else if (value.kind === 'constant' && value.constant.kind === 'text') push(value.constant.text);
    else push(part);
  }
  if (out.every((part) => typeof part === 'string')) return { kind: 'text', text: out.join(''), node };
  return { kind: 'pieces', pieces: out, node };
}

/** An object literal with spreads and shorthand followed. */
export function objectValue(context: EvaluateContext, node: TSESTree.ObjectExpression): Value {
  const entries: Entry[] = [];
  const open: Node[] = [];
  for (const member of node.properties) {
    if (member.type === 'SpreadElement') {
      spread(context, member, entries, open);
      continue;
    }
    const key = propertyName(member) ?? computedKey(context, member);
    if (key === null) {
      open.push(member);
      continue;
    }
    entries.push(entry(context, key, member.value as Node, member, false));
  }
  return { kind: 'entries', form: 'object', entries, open, builders: [], node };
}

function computedKey(context: EvaluateContext, member: TSESTree.Property): string | null {
  const value = evaluateIn(context, member.key);
  return value.kind === 'text' ? value.text : null;
}

function spread(
  context: EvaluateContext,
  member: TSESTree.SpreadElement,
  entries: Entry[],
  open: Node[],
): void {
  const argument = unwrap(member.argument);
  const value = evaluateIn(context, argument);
  const conditional = argument.type === 'LogicalExpression' || argument.type === 'ConditionalExpression';
  const options = value.kind === 'choice' ? value.options : [value];
  for (const option of options) {
    if (option.kind === 'entries') {
      entries.push(
        ...option.entries.map((inner) => ({ ...inner, conditional: conditional || inner.conditional })),
      );
      open.push(...option.open);
    } else open.push(member);
  }
}

export function entry(
  context: EvaluateContext,
  key: string,
  node: Node,
  whole: Node,
  conditional: boolean,
): Entry {
  const value = evaluateIn(context, node);
  return {
    key,
    node,
    text: value.kind === 'text' ? value.text : null,
    span: [whole.range[0], whole.range[1]],
    conditional,
  };
}

function identifierValue(context: EvaluateContext, node: TSESTree.Identifier): Value {
  const variable = bindingsOf(context.tree).variableOf(node);
  if (!variable) return { kind: 'unknown', node };
  return variableValue(context, variable, node);
}

/** Values of variables, where no argument is bound: objects that hold each other would be walked again and again. */
const memo = new WeakMap<Variable, Value | 'under way'>();

function variableValue(context: EvaluateContext, variable: Variable, node: Node): Value {
  if (context.bound.size > 0) return readVariable(context, variable, node);
  const known = memo.get(variable);
  if (known === 'under way') return { kind: 'unknown', node };
  if (known) return { ...known, node };
  memo.set(variable, 'under way');
  // From one depth, so that what is remembered does not depend on who asked first.
  const value = readVariable(
    context.depth > MAX_DEPTH / 2 ? context : { ...context, depth: 2 },
    variable,
    node,
  );
  if (context.depth > MAX_DEPTH / 2) memo.delete(variable);
  else memo.set(variable, value);
  return value;
}

/** A variable's value: its initialiser and assignments as a choice, later `x.key = …` and `x.append(…)` added. */
function readVariable(context: EvaluateContext, variable: Variable, node: Node): Value {
  const imported = importOf(variable);
  if (imported)
    return { kind: 'constant', constant: { kind: 'ref', ref: { kind: 'import', ...imported } }, node };
  const definition = variable.defs[0];
  if (!definition) return { kind: 'unknown', node };
  if (definition.type === 'Parameter') return parameterValue(context, variable, definition, node);
  if (definition.type === 'TSEnumName') {
    return {
      kind: 'constant',
      constant: enumConstant(context, definition.node as TSESTree.TSEnumDeclaration),
      node,
    };
  }
  if (definition.type !== 'Variable') return { kind: 'unknown', node };
  const declarator = definition.node as TSESTree.VariableDeclarator;
  const item = itemOf(context, declarator);
  if (item) return item;
  const values: Value[] = [];
  if (declarator.init) {
    values.push(
      declarator.id.type === 'Identifier'
        ? evaluateIn(context, declarator.init)
        : patternValue(context, declarator.id, variable, declarator.init),
    );
  }
  const { assigned, appended, filled, entries, builders } = mutationsOf(context, variable, declarator);
  for (const right of assigned) values.push(evaluateIn(context, right));
  if (appended.length > 0 && declarator.init) return pieces(context, node, [declarator.init, ...appended]);
  for (const source of filled) {
    // `for (const key in details) body.push(key + '=' + details[key])`: the list is the object in another form.
    const value = evaluateIn(context, source);
    if (value.kind === 'entries') return { ...value, form: 'params', node };
  }
  const base = mergeEntries(values);
  if (!base) {
    if (entries.length === 0) return choice(node, values);
    return {
      kind: 'entries',
      form: 'object',
      entries,
      open: values.map((value) => value.node),
      builders,
      node,
    };
  }
  if (base.kind !== 'entries') return base;
  return { ...base, entries: [...base.entries, ...entries], builders: [...builders, ...base.builders], node };
}

/** `for (const strategy of strategies)`: each element of a list that is written down. */
function itemOf(context: EvaluateContext, declarator: TSESTree.VariableDeclarator): Value | null {
  const loop = declarator.parent?.parent;
  if (
    loop?.type !== 'ForOfStatement' ||
    loop.left !== declarator.parent ||
    declarator.id.type !== 'Identifier'
  )
    return null;
  let list: Node = unwrap(loop.right);
  if (list.type === 'Identifier') {
    const declared = bindingsOf(context.tree).variableOf(list)?.defs[0]?.node as Node | undefined;
    if (declared?.type === 'VariableDeclarator' && declared.init) list = unwrap(declared.init);
  }
  if (list.type !== 'ArrayExpression') return null;
  const elements = list.elements.filter((one) => one !== null && one.type !== 'SpreadElement') as Node[];
  return choice(
    declarator,
    elements.map((one) => evaluateIn(context, one)),
  );
}

/** Several objects that one variable can be become one list, each entry then conditional; null when none is an object. */
function mergeEntries(values: Value[]): Value | null {
  const flat = values.flatMap((value) => (value.kind === 'choice' ? value.options : [value]));
  const lists = flat.filter((value) => value.kind === 'entries');
  if (lists.length === 0) return null;
  if (lists.length === 1 && flat.length === 1) return lists[0]!;
  const first = lists[0]!;
  return {
    ...first,
    entries: lists.flatMap((list) =>
      list.entries.map((inner) => ({ ...inner, conditional: lists.length > 1 })),
    ),
    open: lists.flatMap((list) => list.open),
  };
}

function parameterValue(
  context: EvaluateContext,
  variable: Variable,
  definition: Variable['defs'][number],
  node: Node,
): Value {
  const fn = definition.node as Node;
  if (!isFunction(fn)) return { kind: 'unknown', node };
  const index = fn.params.findIndex((param) => within(definition.name as Node, param as Node));
  const param = fn.params[index] as Node | undefined;
  if (!param) return { kind: 'unknown', node };
  const path = patternPath(param, definition.name as Node) ?? [];
  const given = context.bound.get(fn)?.[index];
  if (given && path.length === 0) return evaluateIn({ ...context, bound: new Map() }, given);
  if (given) {
    const value = evaluateIn({ ...context, bound: new Map() }, given);
    const found =
      value.kind === 'entries' ? value.entries.filter((inner) => inner.key === path[0]).at(-1) : undefined;
    if (found?.node) return evaluateIn({ ...context, bound: new Map() }, found.node);
  }
  const fallback = defaultOf(param, definition.name as Node);
  const unknown: Value = { kind: 'param', fn, index, path, node };
  if (fallback) {
    const value = evaluateIn(context, fallback);
    if (value.kind !== 'unknown') return { kind: 'choice', options: [value, unknown], node };
  }
  const { entries, builders } = mutationsOf(context, variable, null);
  if (entries.length > 0) return { kind: 'entries', form: 'object', entries, open: [node], builders, node };
  return unknown;
}

const within = (inner: Node, outer: Node) =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** Member names from a pattern down to one of its identifiers; [] for a plain parameter. */
export function patternPath(pattern: Node, name: Node): string[] | null {
  if (pattern === name) return [];
  if (pattern.type === 'AssignmentPattern') return patternPath(pattern.left, name);
  if (pattern.type === 'TSParameterProperty') return patternPath(pattern.parameter, name);
  if (pattern.type === 'ObjectPattern') {
    for (const member of pattern.properties) {
      if (!within(name, member)) continue;
      if (member.type === 'RestElement') return [];
      const rest = patternPath(member.value as Node, name);
      const key = propertyName(member);
      return rest && key !== null ? [key, ...rest] : null;
    }
  }
  return null;
}

function defaultOf(pattern: Node, name: Node): Node | null {
  if (pattern.type === 'AssignmentPattern') {
    if (pattern.left === name) return pattern.right;
    return defaultOf(pattern.left, name);
  }
  if (pattern.type === 'ObjectPattern') {
    for (const member of pattern.properties) {
      if (member.type === 'Property' && within(name, member)) return defaultOf(member.value as Node, name);
    }
  }
  return null;
}

function patternValue(context: EvaluateContext, pattern: Node, variable: Variable, init: Node): Value {
  const path = patternPath(pattern, variable.defs[0]!.name as Node);
  const fallback = defaultOf(pattern, variable.defs[0]!.name as Node);
  const value = path
    ? readPath(context, evaluateIn(context, init), path, init)
    : ({ kind: 'unknown', node: init } as const);
  if (!fallback) return value;
  return choice(init, [value, evaluateIn(context, fallback)]);
}

/** Reads members of a value. */
function readPath(context: EvaluateContext, value: Value, path: string[], node: Node): Value {
  if (path.length === 0) return value;
  if (value.kind === 'constant') return constantPath(value.constant, path, node);
  if (value.kind === 'param') return { ...value, path: [...value.path, ...path], node };
  if (value.kind === 'choice')
    return choice(
      node,
      value.options.map((option) => readPath(context, option, path, node)),
    );
  if (value.kind !== 'entries') return { kind: 'unknown', node };
  const found = value.entries.filter((inner) => inner.key === path[0]);
  if (found.length === 0) return { kind: 'unknown', node };
  const values = found.map((inner): Value => {
    if (inner.node) return evaluateIn(context, inner.node);
    return inner.text === null ? { kind: 'unknown', node } : { kind: 'text', text: inner.text, node };
  });
  return readPath(context, values.length === 1 ? values[0]! : choice(node, values), path.slice(1), node);
}

function constantPath(constant: Constant, path: string[], node: Node): Value {
  let at = constant;
  for (const [index, key] of path.entries()) {
    if (at.kind === 'ref') {
      const ref = at.ref;
      if (ref.kind !== 'import') return { kind: 'unknown', node };
      return {
        kind: 'constant',
        constant: { kind: 'ref', ref: { ...ref, path: [...ref.path, ...path.slice(index)] } },
        node,
      };
    }
    const next: Constant | undefined = at.kind === 'object' ? at.members[key] : undefined;
    if (!next) return { kind: 'unknown', node };
    at = next;
  }
  return at.kind === 'text'
    ? { kind: 'text', text: at.text, node }
    : { kind: 'constant', constant: at, node };
}

function memberValue(context: EvaluateContext, node: TSESTree.MemberExpression): Value {
  const path = memberPath(node);
  if (!path && node.computed) {
    // `options[type]`: any of them.
    const object = evaluateIn(context, node.object);
    const values = object.kind === 'entries' ? object.entries.flatMap((inner) => (inner.node ? [evaluateIn(context, inner.node)] : [])) : [];
    return values.length > 0 && values.length <= 8 ? choice(node, values) : { kind: 'unknown', node };
  }
  if (!path || path.path.length === 0) return { kind: 'unknown', node };
  if (path.root.type === 'ThisExpression') return fieldValue(context, node, path.path);
  if (
    path.root.type === 'Identifier' ||
    path.root.type === 'CallExpression' ||
    path.root.type === 'ObjectExpression'
  ) {
    return readPath(context, evaluateIn(context, path.root), path.path, node);
  }
  return { kind: 'unknown', node };
}

/** A field of the class around: `private readonly grant = 'password'`, or what the constructor assigns. */
function fieldValue(context: EvaluateContext, node: Node, path: string[]): Value {
  const values = fieldsAround(node).filter((field) => field.name === path[0]);
  if (values.length === 0) return { kind: 'unknown', node };
  const known = values.map((field) =>
    readPath(context, evaluateIn(context, field.value), path.slice(1), node),
  );
  const value = known.length === 1 ? known[0]! : choice(node, known);
  if (value.kind !== 'entries' || value.form === 'object' || path.length !== 1) return value;
  const added: { entries: Entry[] } = { entries: [] };
  for (const call of additionsAround(node, path[0]!)) addCall(context, call, false, added);
  return { ...value, entries: [...value.entries, ...added.entries] };
}

/** `JSON.stringify(this)`: all fields of the object. */
function thisValue(context: EvaluateContext, node: Node): Value {
  const fields = fieldsAround(node);
  if (fields.length === 0) return { kind: 'unknown', node };
  const entries = fields.map((field) => entry(context, field.name, field.value, field.whole, false));
  return { kind: 'entries', form: 'object', entries, open: [node], builders: [], node };
}

function enumConstant(context: EvaluateContext, node: TSESTree.TSEnumDeclaration): Constant {
  const members: Record<string, Constant> = {};
  for (const member of node.body?.members ?? []) {
    const key =
      member.id.type === 'Identifier'
        ? member.id.name
        : member.id.type === 'Literal'
          ? String(member.id.value)
          : null;
    const value = member.initializer ? evaluateIn(context, member.initializer) : null;
    if (key !== null && value?.kind === 'text') members[key] = { kind: 'text', text: value.text };
  }
  return { kind: 'object', members };
}

/** A value as a constant for other files, as deep as it is written down. */
export function constantOf(context: EvaluateContext, value: Value, depth = 0): Constant | null {
  if (depth > 4) return null;
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: value.text };
    case 'constant':
      return value.constant;
    case 'choice': {
      const options = value.options
        .map((option) => constantOf(context, option, depth + 1))
        .filter((option) => option !== null);
      return options.length > 0 ? { kind: 'choice', options } : null;
    }
    case 'entries': {
      const members: Record<string, Constant> = {};
      for (const inner of value.entries) {
        const text = inner.text !== null ? ({ kind: 'text', text: inner.text } as const) : null;
        const constant =
          text ??
          (inner.node && !isFunction(inner.node)
            ? constantOf(context, evaluateIn(context, inner.node), depth + 1)
            : null);
        if (constant) members[inner.key] = constant;
      }
      return { kind: 'object', members };
    }
    default:
      return null;
  }
}
