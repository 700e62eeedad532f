/** Token payloads that are handed to something we do not know: wrappers, framework methods, callers of a builder. */
import type { TSESTree } from '@typescript-eslint/types';
import type { TokenRequest } from '../facts.js';
import { propertyName, unwrap, type Node } from '../values/bindings.js';
import { payloadOf, type Payload } from '../values/payload.js';
import { textsOf } from '../values/value.js';
import { type FileContext } from './context.js';
import { grantEntries, isPlainEncoder, isTokenPayload, looksLikeTokenUrl } from './payloads.js';
import { requestFrom } from './request-facts.js';
import { isDouble, neverSends } from './doubles.js';
import { claim, claimOf } from './claims.js';
import { isAnsweredByTokenClient } from './client-alone.js';

/** A call of something we do not know that is handed a token payload: a wrapper, a framework's method. */
export function weakRequest(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  claimed: Set<number>,
): TokenRequest | null {
  if (
    claimed.has(call.range[0]) ||
    neverSends(context, call) ||
    isDouble(context, call) ||
    isPlainEncoder(call)
  )
    return null;
  const payloads: Payload[] = [];
  const argumentsRead: Node[] = [];
  let url = '';
  for (const argument of call.arguments) {
    if (argument.type === 'SpreadElement') continue;
    argumentsRead.push(argument);
    const value = context.values.evaluate(argument);
    url += ` ${textsOf(value).join(' ')}`;
    for (const payload of payloadsWithin(context, payloadOf(context.values, value), 0))
      payloads.push(payload);
  }
  const token = payloads.filter((payload) => {
    const entries = grantEntries(payload);
    return (
      entries.length > 0 &&
      isTokenPayload(payload, looksLikeTokenUrl(url)) &&
      !entries.every((entry) => claimed.has(claimOf(entry)))
    );
  });
  if (token.length === 0) return null;
  if (
    call.type === 'NewExpression' &&
    !token.some((payload) => payload.entries.some((entry) => /^pass(word|wd)?$/i.test(entry.key)))
  )
    return null;
  for (const payload of token) claim(payload, claimed);
  const callee = unwrap(call.callee);
  const receiver = callee.type === 'MemberExpression' ? [callee.object] : [];
  const found = requestFrom(context, call, call, {
    client: 'call',
    kind: 'http',
    sink: 'weak',
    payloads: token,
    url,
    grantless: false,
    reads: [...argumentsRead, ...receiver],
    basic: null,
    wire: null,
  });
  return isAnsweredByTokenClient(context, call)
    ? { ...found, reuse: { kind: 'sdk', store: 'token client', span: found.span } }
    : found;
}

/** Keys of an options object under which wrappers expect what they send. */
const CARRIERS =
  /^(body|data|form|formData|formParams|json|params|qs|query|searchParams|payload|content|options|config|request|parameters|urlencoded|requestBody|bodyParams|fields|args|input|values|auth|credentials)$/i;

/** A payload itself, or under a key of an options object: `send({ form: { grant_type: … } })`. */
export function payloadsWithin(context: FileContext, payload: Payload | null, depth: number): Payload[] {
  if (!payload) return [];
  if (grantEntries(payload).length > 0) return [payload];
  if (depth > 2 || payload.form !== 'object') return [];
  // A body written as one text is sent where a method is named beside it: `send(url, { method: 'POST', body: 'grant_type=…' })`.
  const posts = payload.entries.some(({ key, text }) => key === 'method' && /^post$/i.test(text ?? ''));
  return payload.entries.flatMap((entry) => {
    if (entry.node && ADDRESS.test(entry.key)) return queryOf(context, entry.node);
    if (!entry.node || (entry.text !== null && !posts) || !CARRIERS.test(entry.key)) return [];
    return payloadsWithin(context, payloadOf(context.values, context.values.evaluate(entry.node)), depth + 1);
  });
}

const ADDRESS = /^(url|uri|path|endpoint)$/i;

/** `api.get({ url: `cgi-bin/token?grant_type=client_credential&secret=${secret}` })` of a client of the project's own. */
function queryOf(context: FileContext, node: Node): Payload[] {
  const value = context.values.evaluate(node);
  const payload = textsOf(value).join('').includes('?') ? payloadOf(context.values, value) : null;
  return payload && grantEntries(payload).length > 0 ? [payload] : [];
}

/** `return { form: { grant_type: 'password', username, password } }`: the request is made by who called. */
export function returnedPayload(
  context: FileContext,
  node: TSESTree.ObjectExpression,
  claimed: Set<number>,
): TokenRequest | null {
  const payload = payloadOf(context.values, context.values.evaluate(node));
  const entries = payload ? grantEntries(payload) : [];
  if (!payload || entries.length === 0 || entries.some((entry) => claimed.has(claimOf(entry)))) return null;
  if (!payload.entries.some((entry) => /^pass(word|wd)?$/i.test(entry.key)) && payload.open.length === 0)
    return null;
  if (!entries.some((entry) => entry.text === 'password')) return null;
  let at: Node = node;
  while (
    at.parent &&
    (at.parent.type === 'Property' ||
      at.parent.type === 'ObjectExpression' ||
      isEncoding(at.parent) ||
      at.parent.type === 'ConditionalExpression' ||
      at.parent.type === 'LogicalExpression')
  )
    at = at.parent;
  const returns =
    at.parent?.type === 'ReturnStatement' ||
    (at.parent?.type === 'ArrowFunctionExpression' && at.parent.body === at);
  if (!returns || propertyNameAround(node) === 'example') return null;
  claim(payload, claimed);
  return requestFrom(context, node, node, {
    client: 'call',
    kind: 'http',
    sink: 'weak',
    payloads: [payload],
    url: '',
    grantless: false,
    reads: [node],
    basic: null,
    wire: null,
  });
}

/** `new URLSearchParams({ … })` of what is returned. */
const isEncoding = (node: Node) =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') && isPlainEncoder(node);

function propertyNameAround(node: Node): string | null {
  return node.parent?.type === 'Property' ? propertyName(node.parent) : null;
}
