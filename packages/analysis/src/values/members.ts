/** Members of values, and fields of the class around. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Constant } from '../facts.js';
import { memberPath, type Node } from './bindings.js';
import type { EvaluateContext } from './context.js';
import { additionsAround, fieldsAround } from './fields.js';
import { addCall } from './mutations.js';
import { entry } from './objects.js';
import { defaultOf, patternPath } from './patterns.js';
import { choice, type Entry, type Value } from './value.js';

/** What one name of a destructuring pattern takes from the initialiser. */
export function patternValue(context: EvaluateContext, pattern: Node, variable: Variable, init: Node): Value {
  const path = patternPath(pattern, variable.defs[0]!.name as Node);
  const fallback = defaultOf(pattern, variable.defs[0]!.name as Node);
  const value = path
    ? readPath(context, context.evaluate(init), path, init)
    : ({ kind: 'unknown', node: init } as const);
  if (!fallback) return value;
  return choice(init, [value, context.evaluate(fallback)]);
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
    if (inner.node) return context.evaluate(inner.node);
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

/** `config.grant`, `options[type]`, `this.grant`. */
export function memberValue(context: EvaluateContext, node: TSESTree.MemberExpression): Value {
  const path = memberPath(node);
  if (!path && node.computed) {
    // `options[type]`: any of them.
    const object = context.evaluate(node.object);
    const values =
      object.kind === 'entries'
        ? object.entries.flatMap((inner) => (inner.node ? [context.evaluate(inner.node)] : []))
        : [];
    return values.length > 0 && values.length <= 8 ? choice(node, values) : { kind: 'unknown', node };
  }
  if (!path || path.path.length === 0) return { kind: 'unknown', node };
  if (path.root.type === 'ThisExpression') return fieldValue(context, node, path.path);
  if (
    path.root.type === 'Identifier' ||
    path.root.type === 'CallExpression' ||
    path.root.type === 'ObjectExpression'
  ) {
    return readPath(context, context.evaluate(path.root), path.path, node);
  }
  return { kind: 'unknown', node };
}

/** A field of the class around: `private readonly grant = 'password'`, or what the constructor assigns. */
function fieldValue(context: EvaluateContext, node: Node, path: string[]): Value {
  const values = fieldsAround(node).filter((field) => field.name === path[0]);
  if (values.length === 0) return { kind: 'unknown', node };
  const known = values.map((field) => readPath(context, context.evaluate(field.value), path.slice(1), node));
  const value = known.length === 1 ? known[0]! : choice(node, known);
  if (value.kind !== 'entries' || value.form === 'object' || path.length !== 1) return value;
  const added: { entries: Entry[] } = { entries: [] };
  for (const call of additionsAround(node, path[0]!)) addCall(context, call, false, added);
  return { ...value, entries: [...value.entries, ...added.entries] };
}

/** `JSON.stringify(this)`: all fields of the object. */
export function thisValue(context: EvaluateContext, node: Node): Value {
  const fields = fieldsAround(node);
  if (fields.length === 0) return { kind: 'unknown', node };
  const entries = fields.map((field) => entry(context, field.name, field.value, field.whole, false));
  return { kind: 'entries', form: 'object', entries, open: [node], builders: [], node };
}
