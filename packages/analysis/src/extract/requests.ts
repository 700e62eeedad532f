/** All token requests of one file: SDK calls, HTTP calls that carry a grant, and other calls that receive a token payload. */
import type { TSESTree } from '@typescript-eslint/types';
import type { TokenRequest } from '../facts.js';
import { isFunction, type Node } from '../values/bindings.js';
import { payloadOf } from '../values/payload.js';
import { textsOf, type Entry } from '../values/value.js';
import { clientCallOf } from './clients.js';
import { type FileContext } from './context.js';
import {
  credentialEntries,
  grantEntries,
  hasPassword,
  isGrantless,
  isTokenPayload,
  looksLikeTokenUrl,
} from './payloads.js';
import { httpParts } from './http-call.js';
import { isLoop } from './loops.js';
import { requestFrom } from './request-facts.js';
import { sdkRequests } from './sdk-calls.js';
import { isDouble } from './doubles.js';
import { claim, type Carried } from './claims.js';
import { asksByClientAlone, isAnsweredByTokenClient } from './client-alone.js';
import { returnedPayload, weakRequest } from './weak-requests.js';
import { wireOf } from './wire.js';

/** `next: { revalidate: 3000 }`; `revalidate: 0` asks each time. */
const KEPT_BY_NEXT = /revalidate(?!\s*:\s*0\b)|tags/;

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
  // Supabase: `?grant_type=password`, and who signs in stands in the body.
  const beside = chosen.some((one) => hasPassword(one.payload))
    ? []
    : carried
        .filter((one) => !chosen.includes(one) && hasPassword(one.payload))
        .flatMap((one) => credentialEntries(one.payload))
        .flatMap(({ node }) => node ?? []);
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
    ...(beside.length > 0 ? { credentials: beside } : {}),
    wire: wireOf(context, parts, chosen),
    ...(behaves ? { grants: ['client_credentials' as const] } : {}),
  });
  if (isAnsweredByTokenClient(context, call, parts.whole))
    return { ...found, reuse: { kind: 'sdk', store: 'token client', span: found.span } };
  // Next.js answers a fetch from its data cache when it is told for how long.
  const text = context.tree.text.slice(...parts.whole.range);
  if (parts.otherOptions.includes('next') ? KEPT_BY_NEXT.test(text) : /force-cache/.test(text))
    return { ...found, reuse: { kind: 'external', store: 'fetch cache', span: found.span } };
  return found;
}
