/** The request as it goes over the wire, for the codemods: spans of what the source writes, and what could not be read. */
import type { WirePart, WireShape } from '../facts.js';
import { isFunction, propertyName, unwrap, type Node } from '../values/bindings.js';
import { statementOf } from '../values/mutations.js';
import type { Payload } from '../values/payload.js';
import type { Entry } from '../values/value.js';
import type { FileContext } from './context.js';
import type { HttpParts } from './http-call.js';

const span = (node: Node) => ({ start: node.range[0], end: node.range[1] });

export function wireOf(
  context: FileContext,
  parts: HttpParts,
  payloads: { payload: Payload; where: 'body' | 'query'; node: Node }[],
): WireShape {
  const main = payloads[0];
  const opaque = parts.opaque.map(({ reason, node }) => ({ reason, span: span(node) }));
  if (payloads.length > 1) opaque.push({ reason: 'several-payloads', span: span(payloads[1]!.node) });
  for (const node of main?.payload.open ?? []) opaque.push({ reason: 'spread', span: span(node) });
  for (const body of parts.bodies) {
    if (!payloads.some((one) => one.node === body.node) && !isEmptyBody(body.node))
      opaque.push({ reason: 'body', span: span(body.node) });
  }
  if (parts.url.length > 1) opaque.push({ reason: 'url', span: span(parts.url[1]!) });
  const headers = parts.headers.flatMap((node) => headerParts(context, node, opaque));
  const parameters = (main?.payload.entries ?? []).map(wirePart);
  const inside = new Set((main?.payload.builders ?? []).map(statementOf));
  const declaration = main ? declarationOf(context, main.node) : null;
  if (declaration) inside.add(declaration);
  return {
    url: parts.url[0] ? span(parts.url[0]) : null,
    method: parts.method ?? 'GET',
    body: main
      ? main.where === 'query'
        ? 'query'
        : bodyKind(context, main.node, headers, parts)
      : 'unknown',
    parameters,
    headers,
    basicAuth: parts.basic
      ? { username: span(parts.basic.username), password: span(parts.basic.password) }
      : null,
    builders: [...inside].map(span),
    otherOptions: parts.otherOptions,
    opaque,
  };
}

function wirePart(entry: Entry): WirePart {
  const value: WirePart['value'] =
    entry.text !== null
      ? { kind: 'text', text: entry.text, span: entry.node ? span(entry.node) : null }
      : entry.node
        ? { kind: 'expression', span: span(entry.node) }
        : { kind: 'text', text: '', span: null };
  return {
    key: entry.key,
    span: { start: entry.span[0], end: entry.span[1] },
    value,
    conditional: entry.conditional,
  };
}

function isEmptyBody(node: Node): boolean {
  const at = unwrap(node);
  return (
    (at.type === 'Literal' && (at.value === null || at.value === '')) ||
    (at.type === 'Identifier' && at.name === 'undefined') ||
    (at.type === 'ObjectExpression' && at.properties.length === 0) ||
    isFunction(at)
  );
}

/** Headers from an object, a `Headers`, or `.set(name, value)`. */
function headerParts(context: FileContext, node: Node, opaque: WireShape['opaque']): WirePart[] {
  const call = unwrap(node);
  if (call.type === 'CallExpression' && call.arguments.length === 2) {
    const [name, value] = call.arguments;
    const key = name && name.type !== 'SpreadElement' ? context.values.evaluate(name) : null;
    if (key?.kind === 'text' && value && value.type !== 'SpreadElement') {
      const known = context.values.evaluate(value);
      return [
        {
          key: key.text,
          span: span(call),
          conditional: false,
          value:
            known.kind === 'text'
              ? { kind: 'text', text: known.text, span: span(value) }
              : { kind: 'expression', span: span(value) },
        },
      ];
    }
  }
  const target = call.type === 'CallExpression' && call.arguments[0] ? call.arguments[0] : node;
  const value = target.type === 'SpreadElement' ? null : context.values.evaluate(target);
  if (value?.kind !== 'entries') {
    opaque.push({ reason: 'headers', span: span(node) });
    return [];
  }
  for (const open of value.open) opaque.push({ reason: 'headers', span: span(open) });
  return value.entries.map(wirePart);
}

/** The statement that declares the variable which the body is, when the body is a variable. */
function declarationOf(context: FileContext, node: Node): Node | null {
  let at = unwrap(node);
  while (at.type === 'CallExpression') {
    const callee = unwrap(at.callee);
    if (callee.type === 'MemberExpression' && propertyName(callee) === 'toString') at = unwrap(callee.object);
    else if (at.arguments[0] && at.arguments[0].type !== 'SpreadElement') at = unwrap(at.arguments[0]);
    else break;
  }
  if (at.type !== 'Identifier') return null;
  const declared = context.bindings.variableOf(at)?.defs[0]?.node as Node | undefined;
  return declared?.type === 'VariableDeclarator' && declared.parent.type === 'VariableDeclaration'
    ? declared.parent
    : null;
}

function bodyKind(
  context: FileContext,
  node: Node,
  headers: WirePart[],
  parts: HttpParts,
): WireShape['body'] {
  const how = parts.bodies.find((body) => body.node === node)?.how;
  if (how === 'form') return 'form';
  if (how === 'json') return 'json';
  const encoder = encoderOf(context, node, 0);
  if (encoder !== 'object') return encoder;
  const type = headers.find((header) => header.key.toLowerCase() === 'content-type');
  if (type?.value.kind === 'text' && /urlencoded/i.test(type.value.text)) return 'form';
  return 'json';
}

/** How the outermost encoder of a body expression writes it; `object` when the client decides. */
function encoderOf(
  context: FileContext,
  given: Node,
  depth: number,
): 'form' | 'json' | 'multipart' | 'object' | 'unknown' {
  const node = unwrap(given);
  if (depth > 6) return 'unknown';
  switch (node.type) {
    case 'ObjectExpression':
      return 'object';
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return /^\s*[`'"]?\s*\{/.test(context.tree.text.slice(...node.range)) ? 'json' : 'form';
    case 'NewExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'FormData' ? 'multipart' : 'form';
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const text = context.tree.text.slice(...callee.range);
      if (/^JSON\s*\.\s*stringify$/.test(text)) return 'json';
      const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
      if (name === 'toString' || name === 'append' || name === 'set')
        return encoderOf(context, (callee as { object: Node }).object, depth + 1);
      if (/stringify|encode|param|serialize/i.test(text)) return 'form';
      const [first] = node.arguments;
      return first && first.type !== 'SpreadElement' ? encoderOf(context, first, depth + 1) : 'unknown';
    }
    case 'Identifier': {
      const declared = context.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
      return declared?.type === 'VariableDeclarator' && declared.init
        ? encoderOf(context, declared.init, depth + 1)
        : 'unknown';
    }
    default:
      return 'unknown';
  }
}
