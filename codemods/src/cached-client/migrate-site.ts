/** One token request to the cached client: the smallest of the three forms that keeps the meaning. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isPromisified } from './promisified.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, memberName } from '../source/nodes.js';
import { clientResult, type ClientResult } from './clients.js';
import { wholeChain } from './chain.js';
import { callersHandOut } from './callers-hand-out.js';
import { takesBytes } from './body-as-bytes.js';
import { isMadeAnew } from './made-anew.js';
import { holdsFunctions, isGrantless, keyProblem } from './key-problem.js';
import { asKeyedCall } from './keyed-call.js';
import { tokenLeavesProcess } from './leaves-process.js';
import { followResult, type Segment } from './result-flow.js';
import { comparesToken, isCalledOnRequest, readsRequest, readsTime } from './request-reads.js';
import { usesOf } from './result-uses.js';
import type { SiteRewrite } from './rewrite.js';
import { isTokenClientCall } from './token-client-call.js';
import type { SiteContext } from './site-context.js';
import { isRecovery } from './recovering.js';
import { withRecovery } from './recovery.js';
import { wrapClient } from './transport.js';
import { wrapFunction } from './any-call.js';
import { isPlainChain } from './plain-chain.js';
import { isRefreshedByHand } from '../client-credentials/user-uses.js';
import { wrapperProblem } from './wrapper-answer.js';
import { mayHaveOwnFetch } from './hidden-settings.js';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';

/** A request by an HTTP client, found in the tree, and what becomes of its result. */
export interface HttpRequest {
  call: ts.CallExpression;
  client: ClientResult;
  flow: Segment;
  /** The access token is handed out of the process. */
  leaves: boolean;
}

export function toCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const request = httpRequest(context, site);
  if (typeof request === 'string') return request;
  const { call, client, flow } = request;
  if (isTokenClientCall(context, call)) return 'already-reused';
  if (isMadeAnew(context.parsed, call, site.wire)) return 'key-not-computable';
  // Client credentials bring no refresh token (RFC 6749 section 4.4.3).
  if (site.grant !== 'client_credentials' && isRefreshedByHand(context, call, usesOf(flow)))
    return 'refreshed-by-hand';
  const keyed = asKeyedCall(context, site, call, client, flow, request.leaves);
  // Only the token client can be asked for a token that lasts; a drop-in repeats what it has.
  if (!keyed && request.leaves) return 'token-leaves-process';
  const rewrite = keyed ?? asTransport(context, site, request);
  return typeof rewrite === 'string' ? rewrite : withRecovery(context, call, rewrite);
}

/** The request in the tree, or why it must be left alone. */
export function httpRequest(
  context: Pick<SiteContext, 'parsed'> & Partial<Pick<SiteContext, 'minimumLifetime' | 'leavesElsewhere'>>,
  site: RequestSite,
): HttpRequest | ReasonCode {
  const { parsed } = context;
  const found = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  const client = clientOf(parsed, site, found);
  if (!client || site.kind !== 'http') return 'client-not-supported';
  if (!found || !ts.isCallExpression(found) || isPromisified(parsed, found)) return 'shape-not-modelled';
  const call = client.chained ? wholeChain(found) : found;
  const flow = followResult({ parsed, client, options: site.wire?.otherOptions ?? [] }, call);
  const { leavesElsewhere } = context;
  const uses = usesOf(flow);
  const asksOfThisOne = readsRequest(uses) || readsTime(call, uses) || comparesToken(uses);
  if (asksOfThisOne || isCalledOnRequest(call) || takesBytes(parsed, site, call, uses))
    return 'shape-not-modelled';
  const leaves =
    tokenLeavesProcess(uses) ||
    (leavesElsewhere !== undefined && callersHandOut({ parsed, leavesElsewhere }, call, uses));
  return leaves && context.minimumLifetime === undefined
    ? 'token-leaves-process'
    : { call, client, flow, leaves };
}

/** undici has a `fetch` beside its own `request`, and ofetch gives the body or, by `raw`, the response. */
function clientOf(
  parsed: ParsedFile,
  site: RequestSite,
  call: ts.Node | undefined,
): ClientResult | undefined {
  if (!call || !ts.isCallExpression(call)) return clientResult(site.client);
  const { expression: callee } = call;
  if (site.client === 'ofetch' && memberName(callee) === 'raw') return clientResult('ofetch.raw');
  if (site.client !== 'undici') return clientResult(site.client);
  const isFetch = ts.isIdentifier(callee)
    ? importedNames(parsed).some(({ local, name }) => local.text === callee.text && name === 'fetch')
    : memberName(callee) === 'fetch';
  return clientResult(isFetch ? 'fetch' : 'undici');
}

/** The third form: the call as it is, through the drop-in of its client. */
export function asTransport(
  context: SiteContext,
  site: RequestSite,
  { call, client, flow }: HttpRequest,
): SiteRewrite | ReasonCode {
  const { transport } = client;
  if (!transport) return !site.wire || site.wire.opaque.length > 0 ? 'payload-opaque' : 'shape-not-modelled';
  if (isRecovery(call)) return 'renewed-after-refusal';
  // A refresh token may be used up by the request: only the token client keeps what comes in its place.
  if (site.grant === 'refresh_token') return 'grant-not-reusable';
  const unkeyed = keyProblem(context.parsed, call, site.wire);
  if (unkeyed) return unkeyed;
  // Behind ky, superagent and node:http the request itself is looked at; jQuery's functions are callbacks.
  if (
    site.client !== 'jquery' &&
    !/^cached(Ky|Superagent|NodeHttp)$/.test(transport.name) &&
    holdsFunctions(context.parsed, call, transport.name === 'cachedAxios')
  )
    return 'key-not-computable';
  if (transport.name === 'cachedKy' && mayHaveOwnFetch(context.parsed, call)) return 'shape-not-modelled';
  if (transport.name === 'cachedRequest' && !isPlainChain(call)) return 'shape-not-modelled';
  // A function of which nothing is known is recognised by the grant alone.
  if (transport.wraps === 'function' && site.wire && isGrantless(site.wire)) return 'shape-not-modelled';
  if (transport.wraps !== 'function')
    return wrapClient(call, transport, context.names) ?? 'shape-not-modelled';
  // What a wrapper does beside answering (it may keep the token for its other calls) would not be done on a hit.
  const isUnused = flow.end.kind === 'unused' && !call.arguments.some(ts.isFunctionLike);
  if (isUnused) return 'shape-not-modelled';
  const problem = site.client === 'call' ? wrapperProblem(context, call, flow) : null;
  return problem ?? wrapFunction(context, site, call, transport);
}
