/** Calls of HTTP clients that send what another module exports. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Ref, Sending, TokenRequest } from '../facts.js';
import { initialValue, propertyName, unwrap, type Node } from '../values/bindings.js';
import { textsOf } from '../values/value.js';
import { argumentRoots } from './arguments.js';
import { isAnsweredByTokenClient } from './client-alone.js';
import { clientCallOf } from './clients.js';
import type { FileContext } from './context.js';
import { isDouble } from './doubles.js';
import { httpParts } from './http-call.js';
import { refOf } from './refs.js';
import { siteOf } from './site.js';

/** What `requests` do not tell already. */
export function readSendings(context: FileContext, requests: readonly TokenRequest[]): Sending[] {
  return context.calls.flatMap((call) => {
    const client = call.type === 'CallExpression' ? clientCallOf(context, call) : null;
    if (!client || call.type !== 'CallExpression') return [];
    const parts = httpParts(context, call, client);
    const sent = [
      ...parts.url,
      ...parts.bodies.map(({ node }) => node),
      ...parts.queries,
      ...parts.opaque.map(({ node }) => node),
    ];
    const what = sent.flatMap((node) => whatIsSent(context, node));
    const { range } = parts.whole;
    if (what.length === 0 || requests.some(({ span }) => span.start === range[0]) || isDouble(context, call))
      return [];
    const site = siteOf(context, call, parts.whole);
    return [
      {
        ...site,
        ...(isAnsweredByTokenClient(context, call, parts.whole)
          ? { reuse: { kind: 'sdk' as const, store: 'token client', span: site.span } }
          : {}),
        client: client.library.name,
        url: parts.url.flatMap((node) => textsOf(context.values.evaluate(node))).join(' '),
        what,
      },
    ];
  });
}

/** Looks through encoders, spreads and names of this file to what is imported. */
function whatIsSent(context: FileContext, given: Node, depth = 0): Sending['what'] {
  const node = unwrap(given);
  if (depth > 4) return [];
  const inner = (one: Node | null | undefined) => (one ? whatIsSent(context, one, depth + 1) : []);
  switch (node.type) {
    case 'NewExpression':
      return node.arguments[0]?.type === 'SpreadElement' ? [] : inner(node.arguments[0]);
    case 'AwaitExpression':
    case 'SpreadElement':
      return inner(node.argument);
    case 'ObjectExpression':
      return node.properties.flatMap((one) => (one.type === 'SpreadElement' ? inner(one) : []));
    case 'CallExpression':
      return made(context, node, inner);
    case 'Identifier': {
      const ref = refOf(context, node);
      const own = ref?.kind === 'import' ? null : initialValue(context.bindings, node);
      return own ? inner(own) : imported(ref);
    }
    case 'MemberExpression':
      return imported(refOf(context, node));
    default:
      return [];
  }
}

function made(
  context: FileContext,
  node: TSESTree.CallExpression,
  inner: (one: Node | null | undefined) => Sending['what'],
): Sending['what'] {
  const callee = unwrap(node.callee);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  if (name === 'toString' && callee.type === 'MemberExpression') return inner(callee.object);
  const [first] = node.arguments;
  if (name === 'stringify' && first && first.type !== 'SpreadElement') return inner(first);
  const ref = refOf(context, callee);
  return ref?.kind === 'import' ? [{ ref, args: argumentRoots(context, node) }] : [];
}

const imported = (ref: Ref | null): Sending['what'] => (ref?.kind === 'import' ? [{ ref, args: null }] : []);
