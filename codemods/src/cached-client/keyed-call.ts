/** Forms one and two: the request becomes one call of the token client that says what it sent. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isMarker } from '../markers.js';
import { lostComments } from '../source/comments.js';
import { wholeLines } from '../source/lines.js';
import { spanOf } from '../source/nodes.js';
import { indentationAt } from '../source/style.js';
import { bodyType } from './body-types.js';
import { removableBuilders } from './builders.js';
import type { ClientResult } from './clients.js';
import { isRecovery } from './recovering.js';
import { isFailureNoticed } from './noticed-failure.js';
import { withTypeOfChain } from './chain.js';
import { hasHiddenSettings } from './hidden-settings.js';
import { areImpliedOptions } from './implied.js';
import { holdsOverridable } from './overridable.js';
import { printCall } from './print-call.js';
import { requestMembers } from './request-members.js';
import { ACCESS_TOKEN, TOKEN_RESPONSE, type Segment } from './result-flow.js';
import { usedLayer } from './result-uses.js';
import { rewriteResult } from './rewrite-result.js';
import { TOKEN_CLIENT, type SiteRewrite } from './rewrite.js';
import { hasUnseenWrites } from './unseen-writes.js';
import type { SiteContext } from './site-context.js';

/** Null when the response or its errors are used, or when the token client's argument cannot say what was sent. */
export function asKeyedCall(
  context: SiteContext,
  site: RequestSite,
  call: ts.CallExpression,
  client: ClientResult,
  flow: Segment,
  leaves = false,
): SiteRewrite | null {
  const { parsed, style, names } = context;
  const wire = site.wire && withTypeOfChain(call, site.wire);
  if (!wire || !areImpliedOptions(wire.otherOptions, client.implied)) return null;
  const layer = usedLayer(flow);
  if (layer === null || layer < TOKEN_RESPONSE || client.transportOnly) return null;
  if (isFailureNoticed(context, wire, call, client, flow)) return null;
  if (hasHiddenSettings(parsed, call, site.client) || hasUnseenWrites(context, call)) return null;
  if (holdsOverridable(context, call)) return null;
  if (site.client !== 'fetch' && context.changedElsewhere(client.plain ?? [])) return null;
  const request = requestMembers({ parsed, style, call, context }, site, wire);
  if (!request) return null;

  if (isRecovery(call)) request.members.push({ name: 'forceRefresh', value: 'true', from: [] });

  if (leaves)
    request.members.push({ name: 'minimumLifetime', value: String(context.minimumLifetime), from: [] });

  const name = layer === ACCESS_TOKEN ? 'getAccessToken' : 'getTokenResponse';
  const builders = removableBuilders(parsed, wire.builders, [spanOf(call)]);
  const replaced = [spanOf(flow.steps.at(-1)!.node), ...[...builders].map(spanOf)];
  const comments = replaced
    .flatMap((span) => lostComments(parsed, span, request.kept))
    .filter(({ text }) => !isMarker(text));
  const before = names.needed.length;
  const type = bodyType(flow, call, layer);
  const callee = names.localFor(TOKEN_CLIENT, name) + (type ? `<${type.getText()}>` : '');
  const text = printCall(
    callee,
    request.members,
    style,
    indentationAt(parsed.text, call.getStart()),
    comments,
  );
  const result = rewriteResult(parsed, flow, layer, text, builders);
  if (!result) {
    names.needed.length = before;
    return null;
  }
  const removed = [...builders].map((builder) => ({ ...wholeLines(parsed.text, spanOf(builder)), text: '' }));
  return {
    edits: [...result.edits, ...removed],
    kept: [...request.kept, ...result.kept, ...(type ? [spanOf(type)] : [])],
    imports: [{ module: TOKEN_CLIENT, name }],
    form: layer === ACCESS_TOKEN ? 'access-token' : 'token-response',
    ...(client.resolvesRefusals ? { note: 'A refused request now rejects with a TokenRequestError.' } : {}),
  };
}
