/** All token requests of one file: SDK calls, HTTP calls that carry a grant, and other calls that receive a token payload. */
import type { TSESTree } from '@typescript-eslint/types';
import type { TokenRequest } from '../facts.js';
import { enclosingFunction, isFunction, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { payloadOf, type Payload } from '../values/payload.js';
import { textsOf, type Entry } from '../values/value.js';
import { clientCallOf } from './clients.js';
import { importsModule, type FileContext } from './context.js';
import { grantEntries, isGrantless, isPlainEncoder, isTokenPayload, looksLikeTokenUrl } from './payloads.js';
import { httpParts, type HttpParts } from './http-call.js';
import { isLoop } from './loops.js';
import { requestFrom } from './request-facts.js';
import { sdkRequests } from './sdk-calls.js';
import { isDouble, neverSends } from './doubles.js';
import { wireOf } from './wire.js';

export function readRequests(context: FileContext): TokenRequest[] {
  const out: TokenRequest[] = [];
  // One report a literal: a grant that a known client sends is not reported again at a wrapper around it.
  const claimed = new Set<number>();
  out.push(...sdkRequests(context, claimed));
  for (const call of context.calls) {
    if (call.type !== 'CallExpression') continue;
    const request = strongRequest(context, call, claimed);
    if (request) out.push(request);
  }
  for (const call of context.calls) {
    const request = weakRequest(context, call, claimed);
    if (request) out.push(request);
  }
  for (const node of context.nodes.objects) {
    const request = returnedPayload(context, node, claimed);
    if (request) out.push(request);
  }
  // A chained client is a call at each link: `request(app)` and `request(app).post(url)` are one request.
  const seen = new Set<string>();
  return out
    .filter(({ span }) => !seen.has(`${span.start}:${span.end}`) && seen.add(`${span.start}:${span.end}`))
    .sort((a, b) => a.span.start - b.span.start);
}

/** A grant is known by where it is written. */
const claimOf = (entry: Entry) => entry.node?.range[0] ?? entry.span[0];

function claim(payload: Payload, claimed: Set<number>): void {
  for (const entry of grantEntries(payload)) claimed.add(claimOf(entry));
}

/** What is written after the call, or in a branch that leaves before it, is not sent by it. */
function reaches(entry: Entry, call: Node): boolean {
  if (!entry.node) return true;
  const inside = (outer: Node) => outer.range[0] <= call.range[0] && call.range[1] <= outer.range[1];
  for (let at: Node | undefined = entry.node; at && !isFunction(at); at = at.parent) {
    if (
      at.type === 'BlockStatement' &&
      !inside(at) &&
      at.parent.type === 'IfStatement' &&
      leaves(at.body.at(-1))
    )
      return false;
    if (isLoop(at) && inside(at)) return true;
    if (
      at.type === 'ExpressionStatement' &&
      at.range[0] > call.range[1] &&
      at.parent.type === 'BlockStatement' &&
      inside(at.parent)
    )
      return false;
  }
  return true;
}

const leaves = (statement: Node | undefined): boolean => {
  if (statement?.type === 'TryStatement')
    return (
      leaves(statement.block.body.at(-1)) &&
      (!statement.handler || leaves(statement.handler.body.body.at(-1)))
    );
  return /^(Return|Throw|Continue|Break)Statement$/.test(statement?.type ?? '');
};

/** Written in the sent expression itself: `req.write(body)` stands after the call that made `req`. */
const isWithin = (entry: Entry, node: Node) =>
  entry.node !== null && node.range[0] <= entry.node.range[0] && entry.node.range[1] <= node.range[1];

interface Carried {
  payload: Payload;
  where: 'body' | 'query';
  node: Node;
}

function strongRequest(
  context: FileContext,
  call: TSESTree.CallExpression,
  claimed: Set<number>,
): TokenRequest | null {
  const client = clientCallOf(context, call);
  if (!client || isDouble(context, call)) return null;
  const parts = httpParts(context, call, client);
  const carried: Carried[] = [];
  const add = (node: Node, where: 'body' | 'query') => {
    const payload = payloadOf(context.values, context.values.evaluate(node));
    if (payload)
      carried.push({
        payload: {
          ...payload,
          entries: payload.entries.filter((entry) => isWithin(entry, node) || reaches(entry, call)),
        },
        where,
        node,
      });
  };
  for (const body of parts.bodies) add(body.node, 'body');
  for (const query of parts.queries) add(query, 'query');
  const urls = parts.url.flatMap((node) => textsOf(context.values.evaluate(node)));
  for (const node of parts.url) {
    const payload = payloadOf(context.values, context.values.evaluate(node));
    if (payload && grantEntries(payload).length > 0) carried.push({ payload, where: 'query', node });
  }
  const url = urls.join(' ');
  const token = carried.filter(
    (one) => grantEntries(one.payload).length > 0 && isTokenPayload(one.payload, looksLikeTokenUrl(url)),
  );
  const method = parts.method ?? (carried.length > 0 ? 'POST' : 'GET');
  const grantless =
    token.length === 0 && method !== 'GET'
      ? carried.filter((one) => one.where === 'body' && isGrantless(context, one.payload, one.node, url))
      : [];
  const chosen = token.length > 0 ? token : grantless;
  const behaves = chosen.length === 0 && asksByClientAlone(context, call, parts, carried, url);
  if (chosen.length === 0 && !behaves) return null;
  claimed.add(call.range[0]);
  for (const one of chosen) claim(one.payload, claimed);
  const found = requestFrom(context, call, parts.whole, {
    client: client.library.name,
    kind: 'http',
    sink: 'strong',
    payloads: chosen.map((one) => one.payload),
    url,
    grantless: grantless.length > 0 && token.length === 0,
    reads: [
      ...parts.url,
      ...parts.bodies.map((body) => body.node),
      ...parts.queries,
      ...parts.headers,
      ...(parts.basic ? [parts.basic.username, parts.basic.password] : []),
    ],
    basic: parts.basic,
    wire: wireOf(context, parts, chosen),
    ...(behaves ? { grants: ['client_credentials' as const] } : {}),
  });
  if (isAnsweredByTokenClient(context, call))
    return { ...found, reuse: { kind: 'sdk', store: 'token client', span: found.span } };
  // Next.js answers a fetch from its data cache when it is told for how long.
  const text = context.tree.text.slice(...parts.whole.range);
  if (parts.otherOptions.includes('next') ? /revalidate|tags/.test(text) : /force-cache/.test(text))
    return { ...found, reuse: { kind: 'external', store: 'fetch cache', span: found.span } };
  return found;
}

/** `cachedAxios(axios).post(…)`: the transports of the token client answer from what they keep. */
function isAnsweredByTokenClient(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  if (!importsModule(context, ['@grant-migrate/token-client'])) return false;
  const fromTokenClient = (node: Node): boolean => {
    const at = unwrap(node);
    if (at.type === 'MemberExpression') return fromTokenClient(at.object);
    if (at.type === 'CallExpression') return fromTokenClient(at.callee);
    const variable = at.type === 'Identifier' ? context.bindings.variableOf(at) : undefined;
    if (!variable) return false;
    if (importOf(variable)?.module.startsWith('@grant-migrate/token-client')) return true;
    const declared = variable.defs[0]?.node as Node | undefined;
    return (
      declared?.type === 'VariableDeclarator' &&
      !!declared.init &&
      unwrap(declared.init).type === 'CallExpression' &&
      fromTokenClient(declared.init)
    );
  };
  return fromTokenClient(call.callee);
}

/** No grant to see (it stands in the endpoint's address, or the vendor wants none), but a client authenticates and a token is read. */
function asksByClientAlone(
  context: FileContext,
  call: TSESTree.CallExpression,
  parts: HttpParts,
  carried: Carried[],
  url: string,
): boolean {
  const written = parts.headers.map((node) => context.tree.text.slice(...node.range)).join(' ');
  if (!parts.basic && !/['"`]Basic |\bBasic \$\{/.test(written)) return false;
  if (
    carried.some((one) =>
      one.payload.entries.some((entry) => /^(token|code|refresh_token|assertion)$/.test(entry.key)),
    )
  )
    return false;
  const address = `${url} ${parts.url.map((node) => context.tree.text.slice(...node.range)).join(' ')}`;
  if (!/oauth|token/i.test(address) || /introspect|revoke|userinfo|logout/i.test(address)) return false;
  const fn = enclosingFunction(call) ?? context.tree.program;
  return /\.\s*access_?token\b|\baccess_token\b\s*[,}]/i.test(context.tree.text.slice(...fn.range));
}

/** A call of something we do not know that is handed a token payload: a wrapper, a framework's method. */
function weakRequest(
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
function payloadsWithin(context: FileContext, payload: Payload | null, depth: number): Payload[] {
  if (!payload) return [];
  if (grantEntries(payload).length > 0) return [payload];
  if (depth > 2 || payload.form !== 'object') return [];
  return payload.entries.flatMap((entry) => {
    if (!entry.node || entry.text !== null || !CARRIERS.test(entry.key)) return [];
    return payloadsWithin(context, payloadOf(context.values, context.values.evaluate(entry.node)), depth + 1);
  });
}

/** `return { form: { grant_type: 'password', username, password } }`: the request is made by who called. */
function returnedPayload(
  context: FileContext,
  node: TSESTree.ObjectExpression,
  claimed: Set<number>,
): TokenRequest | null {
  const payload = payloadOf(context.values, context.values.evaluate(node));
  const entries = payload ? grantEntries(payload) : [];
  if (!payload || entries.length === 0 || entries.some((entry) => claimed.has(claimOf(entry)))) return null;
  if (!payload.entries.some((entry) => /^pass(word|wd)?$/i.test(entry.key))) return null;
  if (!entries.some((entry) => entry.text === 'password')) return null;
  let at: Node = node;
  while (
    at.parent &&
    (at.parent.type === 'Property' ||
      at.parent.type === 'ObjectExpression' ||
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

function propertyNameAround(node: Node): string | null {
  return node.parent?.type === 'Property' ? propertyName(node.parent) : null;
}
