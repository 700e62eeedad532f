/** Values that other files can read: enums, and what an exported name is. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Constant } from '../facts.js';
import { isFunction } from './bindings.js';
import type { EvaluateContext } from './context.js';
import type { Value } from './value.js';

/** The members of an enum that are written down. */
export function enumConstant(context: EvaluateContext, node: TSESTree.TSEnumDeclaration): Constant {
  const members: Record<string, Constant> = {};
  for (const member of node.body?.members ?? []) {
    const key =
      member.id.type === 'Identifier'
        ? member.id.name
        : member.id.type === 'Literal'
          ? String(member.id.value)
          : null;
    const value = member.initializer ? context.evaluate(member.initializer) : null;
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
            ? constantOf(context, context.evaluate(inner.node), depth + 1)
            : null);
        if (constant) members[inner.key] = constant;
      }
      return { kind: 'object', members };
    }
    default:
      return null;
  }
}
