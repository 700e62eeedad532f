/** Text that is put together: templates, `+`, lists joined later. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from './bindings.js';
import type { EvaluateContext } from './context.js';
import type { Value } from './value.js';

/** `['grant_type=password', `username=${u}`]`, joined later by `&`. */
export function listValue(context: EvaluateContext, node: TSESTree.ArrayExpression): Value {
  const parts: (string | Node)[] = [];
  for (const element of node.elements) {
    if (!element || element.type === 'SpreadElement') return { kind: 'unknown', node };
    const value = context.evaluate(element);
    if (value.kind !== 'text' && value.kind !== 'pieces') return { kind: 'unknown', node };
    if (parts.length > 0) parts.push('&');
    parts.push(element);
  }
  return parts.length > 0 ? pieces(context, node, parts) : { kind: 'unknown', node };
}

/** Texts and expressions of a template, in source order. */
export function templateParts(node: TSESTree.TemplateLiteral): (string | Node)[] {
  return node.quasis.flatMap((quasi, index) => {
    const text = quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    return expression ? [text, expression] : [text];
  });
}

/** `+` joins when a side is known to be text; `count + 1` and `a + b` may be sums. */
export function joinsText(context: EvaluateContext, node: TSESTree.BinaryExpression): boolean {
  return [node.left as Node, node.right].some((side) => {
    const value = context.evaluate(side);
    return value.kind === 'pieces' || (value.kind === 'text' && value.numeric !== true);
  });
}

/** Joins texts and inner values; inner texts become text, everything else stays a node. */
export function pieces(context: EvaluateContext, node: Node, parts: (string | Node)[]): Value {
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
    const value = context.evaluate(part);
    if (value.kind === 'text') push(value.text);
    else if (value.kind === 'pieces') value.pieces.forEach(push);
    else if (value.kind === 'constant' && value.constant.kind === 'text') push(value.constant.text);
    else push(part);
  }
  if (out.every((part) => typeof part === 'string')) return { kind: 'text', text: out.join(''), node };
  return { kind: 'pieces', pieces: out, node };
}
