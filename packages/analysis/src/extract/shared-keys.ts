/** Tokens that are kept under less than they depend on: two users, or two hosts, could be given the same one. */
import type { BrokenReuse, Reuse, Root } from '../facts.js';
import { forEachChild } from '../source/walk.js';
import { isFunction, unwrap, type Node } from '../values/bindings.js';
import type { Payload } from '../values/payload.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import { guardsOf, homeFunction } from './guards.js';
import { declaredInside } from './places.js';

/** What decides whose token it is, and for what. */
const IDENTITY =
  /^(user(_?name)?|email|login|account(_?id)?|subject|scope|audience|resource|client_?id|tenant(_?id)?|realm|assertion)$/i;

/** A kept token must be looked up by everything that the request depends on, or two users could share it. */
export function keyTooSmall(
  context: FileContext,
  whole: Node,
  payloads: readonly Payload[],
  reuse: Reuse,
): BrokenReuse | null {
  const home = homeFunction(whole);
  if (!home) return null;
  const id = context.functionId(home);
  const identity = payloads.flatMap((payload) =>
    payload.entries
      .filter((entry) => IDENTITY.test(entry.key))
      .flatMap((entry) => (entry.node ? [entry.node] : [])),
  );
  const own = (nodes: Node[]) =>
    nodes
      .flatMap((node) => rootsOf(context.roots, node))
      .flatMap((root) =>
        root.kind === 'param' && root.fn === id && !isEnvironment(home, root) ? [root.index] : [],
      );
  const needed = [...new Set(own([...identity, ...hostOf(context, whole)]))];
  if (needed.length === 0) return null;
  const looked = new Set(
    own(guardsOf(whole, home).flatMap(({ reads }) => reads.flatMap((read) => askedIn(context, read, home)))),
  );
  const params = needed.filter((index) => !looked.has(index));
  return params.length > 0 ? { reason: 'key-too-small', store: reuse.store, span: reuse.span, params } : null;
}

/** The variable parts of the address that is asked, up to its path: `https://${stage}.example.com/token`. */
function hostOf(context: FileContext, whole: Node): Node[] {
  const first = whole.type === 'CallExpression' ? whole.arguments[0] : undefined;
  if (!first || first.type === 'SpreadElement') return [];
  const value = context.values.evaluate(first);
  if (value.kind !== 'pieces') return [];
  const out: Node[] = [];
  let text = '';
  for (const piece of value.pieces) {
    if (/\/\/[^/]*\//.test(text) || (text === '' && out.length > 0)) break;
    if (typeof piece === 'string') text += piece;
    else if (text.includes('//')) out.push(piece);
  }
  return out;
}

/** The names that a guard asks by: what was kept earlier came from a call before, and says nothing of this one. */
function askedIn(context: FileContext, given: Node, home: Node): Node[] {
  const out: Node[] = [];
  const seen = new Set<unknown>();
  const go = (one: Node): void => {
    const node = unwrap(one);
    if (isFunction(node) || seen.has(node)) return;
    seen.add(node);
    if (node.type !== 'Identifier') {
      forEachChild(node, go);
      return;
    }
    const variable = context.bindings.variableOf(node);
    const definition = variable?.defs[0];
    if (!variable || !definition || !declaredInside(variable, home)) return;
    if (definition.type === 'Parameter') out.push(node);
    const init = definition.type === 'Variable' ? definition.node.init : null;
    if (init) go(init);
    // `let key; key = …` before the guard asks.
    for (const reference of context.bindings.referencesOf(variable)) {
      const { parent } = reference;
      if (
        parent?.type === 'AssignmentExpression' &&
        parent.left === reference &&
        parent.range[1] <= given.range[0]
      )
        go(parent.right);
    }
  };
  go(given);
  return out;
}

/** The bindings that a worker is handed with each call, the same ones each time: `env.CLIENT_ID`, `c.env.CLIENT_ID`. */
function isEnvironment(home: Node, { index, member }: Root & { kind: 'param' }): boolean {
  const param = isFunction(home) ? home.params[index] : undefined;
  return member === 'env' || (param?.type === 'Identifier' && param.name === 'env');
}
