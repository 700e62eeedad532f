/** What an expression can be, as far as one file tells. */
import type { Constant } from '../facts.js';
import type { Node } from './bindings.js';

/** One key of an object, form or header list. */
export interface Entry {
  key: string;
  /** The expression whose value is sent; null when the value is a piece of text. */
  node: Node | null;
  /** The text when it is written down. */
  text: string | null;
  span: [number, number];
  /** Written under a condition, or overwritten later. */
  conditional: boolean;
}

export type Value =
  /** `numeric`: written as a number, which `+` adds rather than joins. */
  | { kind: 'text'; text: string; node: Node; numeric?: boolean }
  /** Text with unknown pieces: template or concatenation. */
  | { kind: 'pieces'; pieces: (string | Node)[]; node: Node }
  /** Object literal, form, map or parameter list. `open` names what else may be in it. */
  | {
      kind: 'entries';
      form: 'object' | 'params' | 'multipart';
      entries: Entry[];
      open: Node[];
      builders: Node[];
      node: Node;
    }
  | { kind: 'choice'; options: Value[]; node: Node }
  | { kind: 'constant'; constant: Constant; node: Node }
  | { kind: 'param'; fn: Node; index: number; path: string[]; node: Node }
  | { kind: 'unknown'; node: Node };

/** The texts that a value can be, unknown pieces as `${}`; empty when nothing is known. */
export function textsOf(value: Value): string[] {
  switch (value.kind) {
    case 'text':
      return [value.text];
    case 'pieces':
      return [value.pieces.map((piece) => (typeof piece === 'string' ? piece : '${}')).join('')];
    case 'choice':
      return value.options.flatMap(textsOf);
    case 'constant':
      return constantTexts(value.constant);
    default:
      return [];
  }
}

function constantTexts(constant: Constant): string[] {
  if (constant.kind === 'text') return [constant.text];
  if (constant.kind === 'choice') return constant.options.flatMap(constantTexts);
  return [];
}

/** Several values that one expression can be; `unknown` when none of them is known. */
export function choice(node: Node, options: Value[]): Value {
  const known = options.filter((option) => option.kind !== 'unknown');
  if (known.length === 0) return { kind: 'unknown', node };
  return known.length === 1 && options.length === 1 ? known[0]! : { kind: 'choice', options: known, node };
}
