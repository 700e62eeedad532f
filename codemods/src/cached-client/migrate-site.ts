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
import { errorIsRead } from './error-handling.js';
import { failureIsRead } from './failure-reads.js';
import { areImpliedOptions } from './implied.js';
import { printCall } from './print-call.js';
import { requestMembers } from './request-members.js';
import { ACCESS_TOKEN, followResult, RESPONSE, type Layer, type Segment, type Step } from './result-flow.js';
import { usedLayer, usesOf } from './result-uses.js';
import { rewriteResult } from './rewrite-result.js';
import { TOKEN_CLIENT, TRANSPORTS, type SiteRewrite } from './rewrite.js';
import { wrapClient } from './transport.js';

export interface SiteContext {
  parsed: ParsedFile;
  style: Style;
  names: LocalNames;
  /** True when callers in other files look at the errors of the HTTP client. */
  errorsReadElsewhere: boolean;
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
  if (context.errorsReadElsewhere || errorIsRead(parsed, call)) return null;
  if (client.resolvesRefusals && failureIsRead(usesOf(flow))) return null;
  if (isInstance(call, site.client, parsed)) return null;
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
  const asserted = flow.steps.find((step: Step) => step.type && step.layer === layer)?.type;
  const type =
    asserted ?? (call.typeArguments?.length === 1 ? call.typeArguments[0] : undefined) ?? declaredType(flow);
  return type ? `<${type.getText()}>` : '';
}

/** `const data: TokenBody = await res.json()`: what is untyped takes the type of the variable. */
function declaredType(flow: Segment): ts.TypeNode | undefined {
  if (flow.end.kind !== 'variable') return undefined;
  if (flow.steps.at(-1)!.layer > RESPONSE) return flow.end.declaration.type;
  const { binding } = flow.end;
  return binding.kind === 'name' && binding.references.length === 1
    ? declaredType(binding.references[0]!)
    : undefined;
}

/** An instance of axios has an address and headers of its own that the call does not show. */
function isInstance(call: ts.CallExpression, client: string, parsed: ParsedFile): boolean {
  if (client !== 'axios') return false;
  const callee = call.expression;
  const receiver = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const root =
    ts.isPropertyAccessExpression(receiver) && receiver.name.text === 'default'
      ? receiver.expression
      : receiver;
  if (!ts.isIdentifier(root)) return true;
  const symbol = parsed.checker.getSymbolAtLocation(root);
  const declaration = symbol?.declarations?.[0];
  if (!declaration) return root.text !== 'axios';
  return !/^(import\b|const .*require\(|.*require\()/.test(importText(declaration));
}

function importText(declaration: ts.Node): string {
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent)
    if (ts.isImportDeclaration(node) || ts.isVariableDeclaration(node) || ts.isImportEqualsDeclaration(node))
      return node.getText();
  return '';
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
