/** Places that are emptied, or gone, before the next call could read them: what is kept there is not reused. */
import type { TSESTree } from '@typescript-eslint/types';
import { memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { placeOf, samePlace, type Place } from './places.js';

/** Whether what is written to the place is still there for a later call of `home`. */
export function outlives(context: FileContext, place: Place, home: Node | null): boolean {
  return !(
    belongsToRequest(place, home) ||
    isScopedToRequest(context, place) ||
    (home !== null && emptiedWhenSettled(context, place, home))
  );
}

/** When what a signed-in user has been given ends: Passport keeps the user in the session, with what is set on it. */
const USER_UNTIL = /expir|until|valid|refresh_?(time|at)|renew_?(time|at)/i;

/** `req.token`: the object of the incoming request, which is another one each time. Its session and its app are not. */
function belongsToRequest({ root, path }: Place, home: Node | null): boolean {
  if (typeof root === 'string') return false;
  const definition = root.defs[0];
  if (definition?.type !== 'Parameter' || definition.node !== home) return false;
  if (!/^_?(req|request|res|response)$/.test(root.name)) return false;
  const [first = '', second = ''] = path;
  return !/^(session|app|server)$/.test(first) && !(first === 'user' && USER_UNTIL.test(second));
}

/** A field of a Nest provider that is built for each request or for each that injects it. */
function isScopedToRequest(context: FileContext, { root }: Place): boolean {
  const cls = typeof root === 'string' ? /^this:(\d+)$/.exec(root)?.[1] : undefined;
  if (cls === undefined) return false;
  const node = [...context.classNodes].find(([, index]) => index === Number(cls))?.[0];
  return ((node as TSESTree.ClassDeclaration | undefined)?.decorators ?? []).some((decorator) =>
    /Scope\.(REQUEST|TRANSIENT)/.test(context.tree.text.slice(...decorator.range)),
  );
}

/** Single flight: `inFlight = request().finally(() => { inFlight = undefined; })` serves callers at the same time alone. */
function emptiedWhenSettled(context: FileContext, place: Place, home: Node): boolean {
  return context.nodes.assignments.some((assignment) => {
    if (!isNothing(assignment.right) || !isWithin(assignment, home) || !runsWhenSettled(assignment, home))
      return false;
    const emptied = memberPath(assignment.left) ? placeOf(context, assignment.left, home) : null;
    return emptied !== null && samePlace(emptied, place) && emptied.path.length === place.path.length;
  });
}

/** What a place is emptied with. */
export function isNothing(given: Node): boolean {
  const node = unwrap(given);
  return (
    (node.type === 'Literal' && (node.value === null || node.value === false)) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

const isWithin = (inner: Node, outer: Node) =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** In `.finally(…)` or in a `finally` block, and on no condition. */
function runsWhenSettled(node: Node, home: Node): boolean {
  for (let at: Node = node; at.parent && at !== home; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'IfStatement') return false;
    if (parent.type === 'TryStatement') return parent.finalizer === at;
    if (parent.type === 'CallExpression' && (parent.arguments as Node[]).includes(at)) {
      const callee = unwrap(parent.callee);
      return callee.type === 'MemberExpression' && propertyName(callee) === 'finally';
    }
  }
  return false;
}
