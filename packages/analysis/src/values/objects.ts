/** Object literals, with spreads and shorthand followed, and the entries of anything that holds keys. */
import type { TSESTree } from '@typescript-eslint/types';
import { propertyName, unwrap, type Node } from './bindings.js';
import type { EvaluateContext } from './context.js';
import type { Entry, Value } from './value.js';

/** An object literal with spreads and shorthand followed. */
export function objectValue(context: EvaluateContext, node: TSESTree.ObjectExpression): Value {
  const entries: Entry[] = [];
  const open: Node[] = [];
  for (const member of node.properties) {
    if (member.type === 'SpreadElement') {
      spread(context, member.argument, member, entries, open);
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
  const value = context.evaluate(member.key);
  return value.kind === 'text' ? value.text : null;
}

/** `{ ...given }` and a source of `Object.assign`: what it brings, under a condition where it is a choice. */
export function spread(
  context: EvaluateContext,
  given: Node,
  member: Node,
  entries: Entry[],
  open: Node[],
): void {
  const argument = unwrap(given);
  const value = context.evaluate(argument);
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

/** One key with what `node` gives it; `whole` is what writes it. */
export function entry(
  context: EvaluateContext,
  key: string,
  node: Node,
  whole: Node,
  conditional: boolean,
): Entry {
  const value = context.evaluate(node);
  return {
    key,
    node,
    text: value.kind === 'text' ? value.text : null,
    span: [whole.range[0], whole.range[1]],
    conditional,
  };
}

/** Several objects that one variable can be become one list, each entry then conditional; null when none is an object. */
export function mergeEntries(values: Value[]): Value | null {
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
