/** What a parameter can be: the argument that is bound to it, its default, what is written into it. */
import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, type Node } from './bindings.js';
import type { EvaluateContext } from './context.js';
import { mutationsOf } from './mutations.js';
import { defaultOf, patternPath, within } from './patterns.js';
import type { Value } from './value.js';

/** A parameter is its argument where the evaluation came in by a call, else its default or `param`. */
export function parameterValue(
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
  // The argument is written at the caller, where nothing is bound.
  const outside: EvaluateContext = { ...context, bound: new Map() };
  if (given && path.length === 0) return outside.evaluate(given);
  if (given) {
    const value = outside.evaluate(given);
    const found =
      value.kind === 'entries' ? value.entries.filter((inner) => inner.key === path[0]).at(-1) : undefined;
    if (found?.node) return outside.evaluate(found.node);
  }
  const fallback = defaultOf(param, definition.name as Node);
  const unknown: Value = { kind: 'param', fn, index, path, node };
  if (fallback) {
    const value = context.evaluate(fallback);
    if (value.kind !== 'unknown') return { kind: 'choice', options: [value, unknown], node };
  }
  const { entries, builders } = mutationsOf(context, variable, null);
  if (entries.length > 0) return { kind: 'entries', form: 'object', entries, open: [node], builders, node };
  return unknown;
}
