/** One token request to the cached client: the smallest of the three forms that keeps the meaning. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { callAt } from '../source/nodes.js';
import { clientResult, type ClientResult } from './clients.js';
import { wholeChain } from './chain.js';
import { keyProblem } from './key-problem.js';
import { asKeyedCall } from './keyed-call.js';
import { tokenLeavesProcess } from './leaves-process.js';
import { followResult, type Segment } from './result-flow.js';
import { usesOf } from './result-uses.js';
import { TOKEN_CLIENT, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';
import { isRecovery } from './recovering.js';
import { withRecovery } from './recovery.js';
import { wrapClient } from './transport.js';

/** A request by an HTTP client, found in the tree, and what becomes of its result. */
export interface HttpRequest {
  call: ts.CallExpression;
  client: ClientResult;
  flow: Segment;
}

export function toCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const request = httpRequest(context, site);
  if (typeof request === 'string') return request;
  const { call, client, flow } = request;
  if (isTokenClientCall(context, call)) return 'already-reused';
  const rewrite = asKeyedCall(context, site, call, client, flow) ?? asTransport(context, site, request);
  return typeof rewrite === 'string' ? rewrite : withRecovery(context, call, rewrite);
}

/** The request in the tree, or why it must be left alone. */
export function httpRequest(context: SiteContext, site: RequestSite): HttpRequest | ReasonCode {
  const { parsed } = context;
  const found = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  const client = clientResult(site.client);
  if (!client || site.kind !== 'http') return 'client-not-supported';
  if (!found || !ts.isCallExpression(found)) return 'shape-not-modelled';
  const call = client.chained ? wholeChain(found) : found;
  const flow = followResult({ parsed, client, options: site.wire?.otherOptions ?? [] }, call);
  return tokenLeavesProcess(usesOf(flow)) ? 'token-leaves-process' : { call, client, flow };
}

/** A call that was migrated before, whoever did it. */
export function isTokenClientCall(context: SiteContext, call: ts.Node): boolean {
  for (
    let node: ts.Node = call;
    ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);
    node = node.expression
  ) {
    const root = ts.isCallExpression(node) ? node.expression : node;
    if (ts.isIdentifier(root) && context.names.isFrom(root.text, TOKEN_CLIENT)) return true;
  }
  return false;
}

function asTransport(
  context: SiteContext,
  site: RequestSite,
  { call, client }: HttpRequest,
): SiteRewrite | ReasonCode {
  const { transport } = client;
  if (!transport) return !site.wire || site.wire.opaque.length > 0 ? 'payload-opaque' : 'shape-not-modelled';
  if (isRecovery(call)) return 'renewed-after-refusal';
  const unkeyed = keyProblem(context.parsed, call, site.wire);
  return unkeyed ?? wrapClient(call, transport, context.names) ?? 'shape-not-modelled';
}
