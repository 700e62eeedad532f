/** A `TokenRequest` from what was found at a call. */
import type { Constant, FunctionId, Grant, Root, Span, TokenRequest, WireShape } from '../facts.js';
import { findNode } from '../source/walk.js';
import { isFunction, memberPath, type Node } from '../values/bindings.js';
import { entryValue, type Payload } from '../values/payload.js';
import { rootsOf } from '../values/roots.js';
import { constructorParameters } from './constructor-fields.js';
import type { FileContext } from './context.js';
import { grantEvidence } from './grants.js';
import { credentialEntries, grantEntries, hasPassword, hasUser } from './payloads.js';
import { keyTooSmall } from './shared-keys.js';
import { siteOf } from './site.js';
import { isTrial } from './trials.js';

export interface RequestSource {
  client: string;
  kind: 'http' | 'sdk';
  sink: 'strong' | 'weak';
  payloads: Payload[];
  url: string;
  grantless: boolean;
  /** Every expression that the request reads. */
  reads: Node[];
  basic: { username: Node; password: Node } | null;
  wire: WireShape | null;
  /** SDK calls know their grant and credentials themselves. */
  grants?: Grant[];
  credentials?: Node[];
}

export function requestFrom(
  context: FileContext,
  call: Node,
  whole: Node,
  source: RequestSource,
): TokenRequest {
  const grants = new Set<Grant>(source.grants ?? []);
  const refs: Constant[] = [];
  const grantSpans: Span[] = [];
  let grantParam: FunctionId | null = null;
  const fn = context.functionAround(call);
  for (const payload of source.payloads) {
    for (const entry of grantEntries(payload)) {
      const evidence = grantEvidence(entryValue(context.values, entry), entry.text);
      for (const grant of evidence.grants) grants.add(grant);
      refs.push(...evidence.refs);
      if (evidence.param && context.functionId(evidence.param.fn) === fn) grantParam = evidence.param.index;
      else if (evidence.param) grants.add('unknown');
      const [start, end] = entry.span;
      if (start < whole.range[0] || end > whole.range[1]) grantSpans.push({ start, end });
    }
  }
  if (source.grantless || (grants.has('other') && source.payloads.some(isGrantEmpty))) {
    grants.delete('other');
    grants.add('password');
  }
  const site = siteOf(context, call, whole);
  const credentialNodes = source.credentials ?? credentialsOf(source);
  return {
    ...site,
    broken: site.reuse
      ? (keyTooSmall(context, whole, source.payloads, site.reuse) ?? site.broken)
      : site.broken,
    client: source.client,
    kind: source.kind,
    sink: source.sink,
    grants: [...grants],
    grantRefs: refs,
    grantParam,
    grantSpans,
    keys: [...new Set(source.payloads.flatMap((payload) => payload.entries.map((entry) => entry.key)))],
    url: source.url.trim(),
    names: namesIn(source.reads),
    roots: allRoots(context, [
      ...source.reads,
      ...source.payloads.flatMap((payload) =>
        payload.entries.flatMap((entry) => (entry.node ? [entry.node] : [])),
      ),
    ]),
    credentials: [
      ...allRoots(context, credentialNodes, true),
      ...(source.payloads.some(isWrittenDown) ? [{ kind: 'literal' } as const] : []),
    ],
    constructedFrom: constructorParameters(context, credentialNodes),
    grantless: source.grantless,
    ...(source.kind === 'http' && !source.grantless && isTrial(context, whole) ? { trial: true } : {}),
    builtPerCall: null,
    wire: source.wire,
  };
}

/** `grant_type: ''` beside a user name and password, as API forms generate it. */
function isGrantEmpty(payload: Payload): boolean {
  return hasPassword(payload) && hasUser(payload) && grantEntries(payload).some((entry) => entry.text === '');
}

/** `?grant_type=password&username=service&password=secret`: a text has no nodes to follow. */
const isWrittenDown = (payload: Payload) =>
  credentialEntries(payload).some(({ node, text }) => node === null && !!text);

/** User name and password; for a machine's grants the client's own secret. */
function credentialsOf(source: RequestSource): Node[] {
  const own = source.payloads
    .flatMap((payload) => credentialEntries(payload))
    .flatMap((entry) => (entry.node ? [entry.node] : []));
  const basic = source.basic ? [source.basic.username, source.basic.password] : [];
  if (source.payloads.some(hasPassword)) return own;
  // `{ grant_type: 'password', ...values }`: user name and password are in what is spread.
  const password = source.payloads.some((payload) =>
    grantEntries(payload).some((entry) => entry.text === 'password'),
  );
  if (password)
    return source.payloads.flatMap((payload) =>
      payload.open.map((node) => (node.type === 'SpreadElement' ? node.argument : node)),
    );
  return [...own, ...basic];
}

function allRoots(context: FileContext, nodes: Node[], valuesOnly = false): Root[] {
  const out = new Map<string, Root>();
  for (const node of nodes) {
    if (isFunction(node)) continue;
    for (const root of rootsOf({ ...context.roots, valuesOnly }, node)) out.set(JSON.stringify(root), root);
  }
  return [...out.values()];
}

/** Names of environment variables and configuration members, as hints of the provider. */
function namesIn(nodes: Node[]): string[] {
  const out = new Set<string>();
  for (const node of nodes) {
    findNode(node, (inner) => {
      if (inner.type === 'MemberExpression') {
        const chain = memberPath(inner);
        const last = chain?.path.at(-1);
        if (last) out.add(last);
      } else if (inner.type === 'Identifier') out.add(inner.name);
      return false;
    });
  }
  return [...out].slice(0, 40);
}
