/** One token request to the cached client: the smallest of the three forms that keeps the meaning. */
import { ts } from 'ts-morph';
import type { RequestSite, WireShape } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import type { LocalNames } from '../source/import-names.js';
import { lostComments } from '../source/comments.js';
import { wholeLines } from '../source/lines.js';
import { callAt, spanOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { indentationAt, type Style } from '../source/style.js';
import { removableBuilders } from './builders.js';
import { clientResult, type ClientResult } from './clients.js';
import { helperOf, type Helper } from './errors-elsewhere.js';
import { errorIsRead } from './error-handling.js';
import { hasHiddenSettings } from './hidden-settings.js';
import { failureIsRead } from './failure-reads.js';
import { areImpliedOptions } from './implied.js';
import { printCall } from './print-call.js';
import { requestMembers } from './request-members.js';
import {
  ACCESS_TOKEN,
  followResult,
  RESPONSE,
  type Binding,
  type Layer,
  type Segment,
} from './result-flow.js';
import { usedLayer, usesOf } from './result-uses.js';
import { rewriteResult } from './rewrite-result.js';
import { TOKEN_CLIENT, TRANSPORTS, type SiteRewrite } from './rewrite.js';
import { wrapClient } from './transport.js';

export interface SiteContext {
  parsed: ParsedFile;
  style: Style;
  names: LocalNames;
  /** Whether callers in other files look at the errors of what this helper throws. */
  errorsReadElsewhere: (helper: Helper) => boolean;
}

export function toCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const client = clientResult(site.client);
  if (!client || site.kind !== 'http') return 'client-not-supported';
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  return asKeyedCall(context, site, call, client) ?? asTransport(context, site, call, client);
}

function asKeyedCall(
  context: SiteContext,
  site: RequestSite,
  call: ts.CallExpression,
  client: ClientResult,
): SiteRewrite | null {
  const { parsed, style, names } = context;
  const { wire } = site;
  if (!wire || !areImpliedOptions(wire.otherOptions)) return null;
  const flow = followResult({ parsed, client }, call);
  const layer = usedLayer(flow);
  if (layer === null || layer === RESPONSE) return null;
  if (errorIsRead(parsed, call)) return null;
  const helper = helperOf(call);
  if (helper && context.errorsReadElsewhere(helper)) return null;
  if (client.resolvesRefusals && failureIsRead(usesOf(flow))) return null;
  if (hasHiddenSettings(parsed, call, site.client)) return null;
  const request = requestMembers({ parsed, style, call }, site, wire);
  if (!request) return null;

  const name = layer === ACCESS_TOKEN ? 'getAccessToken' : 'getTokenResponse';
  const builders = removableBuilders(parsed, wire.builders, [spanOf(call)]);
  const replaced = [spanOf(flow.steps.at(-1)!.node), ...[...builders].map(spanOf)];
  const comments = replaced.flatMap((span) => lostComments(parsed, span, request.kept));
  const before = names.needed.length;
  const callee = names.localFor(TOKEN_CLIENT, name) + typeArguments(flow, call, layer);
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
    kept: [...request.kept, ...result.kept],
    imports: [{ module: TOKEN_CLIENT, name }],
    form: layer === ACCESS_TOKEN ? 'access-token' : 'token-response',
    ...(client.resolvesRefusals ? { note: 'A refused request now rejects with a TokenRequestError.' } : {}),
  };
}

/** The type that the code says the body has: it stays the type of what the new call returns. */
function typeArguments(flow: Segment, call: ts.CallExpression, layer: Layer): string {
  if (layer === ACCESS_TOKEN) return '';
  const types = new Set([...typesOf(flow, layer)].map((type) => type.getText()));
  if (types.size === 0 && call.typeArguments?.length === 1) types.add(call.typeArguments[0]!.getText());
  return types.size === 1 ? `<${[...types][0]}>` : '';
}

/** Types that assertions and declarations give the layer on its way. */
function* typesOf(segment: Segment, layer: Layer): Generator<ts.TypeNode> {
  for (const step of segment.steps) if (step.type && step.layer === layer) yield step.type;
  const { end } = segment;
  if (end.kind === 'use' || end.kind === 'unused' || !end.binding) return;
  const last = segment.steps.at(-1)!;
  if (end.kind === 'variable' && last.layer === layer && !last.promise && end.declaration.type)
    yield end.declaration.type;
  yield* bindingTypes(end.binding, layer);
}

function* bindingTypes(binding: Binding, layer: Layer): Generator<ts.TypeNode> {
  if (binding.kind === 'pattern' && binding.member) yield* bindingTypes(binding.member, layer);
  if (binding.kind !== 'name') return;
  const { parent } = binding.name;
  if (ts.isParameter(parent) && parent.type && binding.layer === layer) yield parent.type;
  for (const reference of binding.references) yield* typesOf(reference, layer);
}

function asTransport(
  context: SiteContext,
  site: RequestSite,
  call: ts.CallExpression,
  client: ClientResult,
): SiteRewrite | ReasonCode {
  const { transport } = client;
  if (!transport) return isOpaque(site.wire) ? 'payload-opaque' : 'shape-not-modelled';
  const local = context.names.localFor(TRANSPORTS, transport);
  return wrapClient(call, transport, local) ?? 'shape-not-modelled';
}

function isOpaque(wire: WireShape | null): boolean {
  return !wire || wire.opaque.length > 0;
}
