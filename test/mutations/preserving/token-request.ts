/** The token request as the programs write it, taken apart and put together in another way. */
import { sourcesOf } from '../modules.js';
import type { Program } from '../program.js';
import { enclosing, isFunction, nodeAtMarker, parse, textOf, type Node, type Syntax } from '../syntax.js';

export interface Field {
  key: string;
  value: string;
  /** The text of a string literal without its quotes, or null where the value is computed. */
  literal: string | null;
}

export interface TokenRequest {
  file: string;
  syntax: Syntax;
  /** `const answer = await axios.post(url, { … });` */
  statement: Node;
  call: Node;
  url: string;
  body: Node;
  fields: Field[];
  answer: string;
  /** The function around it, in which `answer.data` is read. */
  within: Node;
}

/** The request at the marker `token`, or null when the program writes it in another form (an SDK, a mutation before). */
export function tokenRequestOf(program: Program): TokenRequest | null {
  const file = sourcesOf(program).find((one) => program.files[one]?.includes('/*@token*/'));
  if (file === undefined) return null;
  const syntax = parse(program.files[file] ?? '');
  const call = nodeAtMarker(syntax, 'token');
  if (!call || call.type !== 'CallExpression' || textOf(syntax, call.callee) !== 'axios.post') return null;
  const [url, body] = call.arguments;
  const declarator = call.parent.type === 'AwaitExpression' ? call.parent.parent : call.parent;
  if (!url || body?.type !== 'ObjectExpression' || declarator.type !== 'VariableDeclarator') return null;
  if (declarator.id.type !== 'Identifier') return null;
  const within = enclosing(call, isFunction);
  if (!within) return null;
  return {
    file,
    syntax,
    statement: declarator.parent,
    call,
    url: textOf(syntax, url),
    body,
    fields: body.properties.map((property) => fieldOf(syntax, property)),
    answer: declarator.id.name,
    within,
  };
}

function fieldOf(syntax: Syntax, property: Node): Field {
  const { key, value } = property as { key: Node; value: Node };
  const text = textOf(syntax, value);
  return { key: key.name, value: text, literal: /^'[^'\\]*'$/.test(text) ? text.slice(1, -1) : null };
}
