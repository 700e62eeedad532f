/** The parts of one HTTP call: url, body, query, headers, basic authentication, as expressions. */
import type { TSESTree } from '@typescript-eslint/types';
import { outermost, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import type { Entry } from '../values/value.js';
import type { ClientCall } from './clients.js';
import type { FileContext } from './context.js';

export interface HttpParts {
  /** The expression that is the whole call, chained calls included. */
  whole: Node;
  url: Node[];
  bodies: { node: Node; how: 'form' | 'json' | 'body' }[];
  queries: Node[];
  headers: Node[];
  basic: { username: Node; password: Node } | null;
  method: string | null;
  otherOptions: string[];
  opaque: { reason: string; node: Node }[];
  builders: Node[];
}

export function httpParts(
  context: FileContext,
  node: TSESTree.CallExpression,
  client: ClientCall,
): HttpParts {
  const { call, options, library } = client;
  const parts: HttpParts = {
    whole: node,
    url: [],
    bodies: [],
    queries: [],
    headers: [],
    basic: null,
    method: call.method ?? null,
    otherOptions: [],
    opaque: [],
    builders: [],
  };
  const argument = (index: number | undefined): Node | null => {
    const given = index === undefined ? undefined : node.arguments[index];
    return given && given.type !== 'SpreadElement' ? given : null;
  };
  const url = argument(call.url);
  let optionsRead = false;
  if (url) {
    const value = call.urlOrOptions ? context.values.evaluate(url) : null;
    if (value?.kind === 'entries' && value.form === 'object') {
      readOptions(context, value.entries, value.open, options, parts);
      parts.builders.push(...value.builders);
      optionsRead = true;
    } else parts.url.push(url);
  }
  const body = argument(call.body);
  if (body) parts.bodies.push({ node: body, how: 'body' });
  const given = argument(call.options);
  if (given && !(optionsRead && call.options === call.url)) {
    const value = context.values.evaluate(given);
    if (value.kind === 'entries') {
      readOptions(context, value.entries, value.open, options, parts);
      parts.builders.push(...value.builders);
    } else if (value.kind === 'choice') {
      for (const option of value.options)
        if (option.kind === 'entries') readOptions(context, option.entries, option.open, options, parts);
      parts.opaque.push({ reason: 'options', node: given });
    } else if (!/Function/.test(unwrap(given).type)) parts.opaque.push({ reason: 'options', node: given });
  }
  // new Request(url, { … }) as the only argument of fetch
  const request = url ? unwrap(resolveConst(context, url)) : null;
  if (
    request?.type === 'NewExpression' &&
    request.callee.type === 'Identifier' &&
    request.callee.name === 'Request'
  ) {
    const [inner, init] = request.arguments;
    if (inner && inner.type !== 'SpreadElement') parts.url = [inner];
    const value = init && init.type !== 'SpreadElement' ? context.values.evaluate(init) : null;
    if (value?.kind === 'entries') readOptions(context, value.entries, value.open, options, parts);
    parts.opaque.push({ reason: 'request-object', node: request });
  }
  if (library.chain) readChain(context, node, library.chain, parts);
  if (library.name === 'XMLHttpRequest') readXhr(context, node, parts);
  return parts;
}

function resolveConst(context: FileContext, node: Node): Node {
  const at = unwrap(node);
  if (at.type !== 'Identifier') return at;
  const variable = context.bindings.variableOf(at);
  const declared = variable?.defs[0]?.node as Node | undefined;
  return declared?.type === 'VariableDeclarator' &&
    declared.id.type === 'Identifier' &&
    declared.init &&
    variable &&
    !importOf(variable)
    ? declared.init
    : at;
}

function readOptions(
  context: FileContext,
  entries: Entry[],
  open: Node[],
  keys: ClientCall['options'],
  parts: HttpParts,
): void {
  const valueOf = (names: string[]): Node | null =>
    entries.find(({ key }) => names.includes(key))?.node ?? null;
  const username = valueOf(keys.basicUsername);
  const password = valueOf(keys.basicPassword);
  if (username && password) parts.basic = { username, password };
  for (const entry of entries) {
    const { key, node } = entry;
    if (!node || (parts.basic && (node === username || node === password))) continue;
    if (keys.url.includes(key)) parts.url.push(node);
    else if (keys.form.includes(key)) parts.bodies.push({ node, how: 'form' });
    else if (keys.json.includes(key)) {
      if (entry.text === null) parts.bodies.push({ node, how: 'json' });
      else parts.otherOptions.push(key);
    } else if (keys.body.includes(key)) parts.bodies.push({ node, how: 'body' });
    else if (keys.query.includes(key)) parts.queries.push(node);
    else if (keys.headers.includes(key)) parts.headers.push(node);
    else if (keys.basic.includes(key)) readBasic(context, node, parts);
    else if (keys.method.includes(key)) parts.method = (entry.text ?? 'POST').toUpperCase();
    else parts.otherOptions.push(key);
  }
  for (const node of open) parts.opaque.push({ reason: 'spread', node });
}

function readBasic(context: FileContext, node: Node, parts: HttpParts): void {
  const value = context.values.evaluate(node);
  if (value.kind !== 'entries') {
    parts.opaque.push({ reason: 'auth', node });
    return;
  }
  const find = (...names: string[]) => value.entries.find((entry) => names.includes(entry.key))?.node ?? null;
  const username = find('username', 'user');
  const password = find('password', 'pass');
  if (username && password) parts.basic = { username, password };
  else parts.opaque.push({ reason: 'auth', node });
}

/** `post(url).send(a).query(b).auth(u, p)`, and `req.write(a); req.end()` on what the call returned. */
function readChain(
  context: FileContext,
  node: TSESTree.CallExpression,
  chain: NonNullable<ClientCall['library']['chain']>,
  parts: HttpParts,
): void {
  let at: Node = node;
  for (;;) {
    const member: Node | undefined = at.parent;
    if (
      member?.type !== 'MemberExpression' ||
      member.object !== at ||
      member.parent.type !== 'CallExpression' ||
      member.parent.callee !== member
    )
      break;
    const name = propertyName(member);
    if (name === null || /^(then|catch|finally|end|expect|toPromise)$/.test(name)) break;
    chainCall(name, member.parent, chain, parts);
    at = member.parent;
  }
  parts.whole = at;
  const holder = outermost(at).parent;
  const target =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression'
        ? holder.left
        : null;
  if (target?.type !== 'Identifier') return;
  const variable = context.bindings.variableOf(target);
  for (const reference of variable ? context.bindings.referencesOf(variable) : []) {
    const member = reference.parent;
    if (
      member?.type !== 'MemberExpression' ||
      member.object !== reference ||
      member.parent.type !== 'CallExpression'
    )
      continue;
    chainCall(propertyName(member) ?? '', member.parent, chain, parts);
  }
}

function chainCall(
  name: string,
  call: TSESTree.CallExpression,
  chain: NonNullable<ClientCall['library']['chain']>,
  parts: HttpParts,
): void {
  const [first, second] = call.arguments;
  if (!first || first.type === 'SpreadElement') return;
  if (chain.body.includes(name)) parts.bodies.push({ node: first, how: 'body' });
  else if (chain.query.includes(name)) parts.queries.push(first);
  else if (chain.headers.includes(name)) parts.headers.push(call);
  else if (chain.basic.includes(name) && second && second.type !== 'SpreadElement')
    parts.basic = { username: first, password: second };
  else parts.otherOptions.push(name);
}

/** `xhr.open('POST', url)` tells where `xhr.send(body)` goes. */
function readXhr(context: FileContext, node: TSESTree.CallExpression, parts: HttpParts): void {
  const callee = unwrap(node.callee);
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  const variable = object?.type === 'Identifier' ? context.bindings.variableOf(object) : undefined;
  for (const reference of variable ? context.bindings.referencesOf(variable) : []) {
    const member = reference.parent;
    if (
      member?.type !== 'MemberExpression' ||
      propertyName(member) !== 'open' ||
      member.parent.type !== 'CallExpression'
    )
      continue;
    const url = member.parent.arguments[1];
    if (url && url.type !== 'SpreadElement') parts.url.push(url);
  }
}
