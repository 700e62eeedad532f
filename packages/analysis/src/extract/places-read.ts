/** The places behind an expression, such as the test of a guard. */
import { forEachChild } from '../source/walk.js';
import {
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../values/bindings.js';
import { calledFunction, readGetter } from './called-function.js';
import type { FileContext } from './context.js';
import { merge, namedStore, placesReadIn } from './function-places.js';
import { declaredInside, placeOf, type Place } from './places.js';
import { statementOf } from './statements.js';
import { MEMBERS_OF_STORES, storePlace } from './stores.js';

/** Every outliving place that an expression reads, through local variables and functions of this file. */
export function placesRead(context: FileContext, node: Node, fn: Node | null): Place[] {
  const out: Place[] = [];
  collectReads(context, node, fn, out, new Set(), 0);
  return out;
}

function collectReads(
  context: FileContext,
  given: Node,
  fn: Node | null,
  out: Place[],
  seen: Set<unknown>,
  depth: number,
): void {
  const node = unwrap(given);
  if (depth > 12 || seen.has(node)) return;
  seen.add(node);
  if (isFunction(node)) return;
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const own = calledFunction(context, callee);
    const statement = own ? null : statementOf(context, node, fn);
    if (own) merge(out, placesReadIn(context, own));
    else if (statement) out.push(statement.place);
    else if (callee.type === 'MemberExpression') {
      const name = propertyName(callee) ?? '';
      const place = storePlace(context, callee.object, node, fn);
      if (
        place &&
        (MEMBERS_OF_STORES.test(name) || typeof place.root !== 'string' || place.root.startsWith('this:'))
      )
        out.push({ ...place, node });
      else collectReads(context, callee.object, fn, out, seen, depth + 1);
    } else merge(out, namedStore(context, node, 0, placesReadIn));
    for (const argument of node.arguments)
      collectReads(
        context,
        argument.type === 'SpreadElement' ? argument.argument : argument,
        fn,
        out,
        seen,
        depth + 1,
      );
    return;
  }
  if (node.type === 'TaggedTemplateExpression') {
    const statement = statementOf(context, node, fn);
    if (statement) return void out.push(statement.place);
  }
  if (node.type === 'MemberExpression' || node.type === 'Identifier') {
    const place = placeOf(context, node, fn);
    if (place) out.push(place);
    const getter = readGetter(context, node);
    if (getter) merge(out, placesReadIn(context, getter));
    const chain = memberPath(node);
    const root = chain ? chain.root : unwrap((node as { object?: Node }).object ?? node);
    if (root.type === 'Identifier') readThroughVariable(context, root, fn, out, seen, depth);
    else if (root !== node) collectReads(context, root, fn, out, seen, depth + 1);
    return;
  }
  forEachChild(node, (child) => {
    if (node.type === 'Property' && child === node.key && !node.computed) return;
    collectReads(context, child, fn, out, seen, depth + 1);
  });
}

function readThroughVariable(
  context: FileContext,
  node: Node,
  fn: Node | null,
  out: Place[],
  seen: Set<unknown>,
  depth: number,
): void {
  const variable = context.bindings.variableOf(node);
  if (!variable || seen.has(variable) || !fn || !declaredInside(variable, fn)) return;
  seen.add(variable);
  const declared = variable.defs[0]?.node as Node | undefined;
  if (variable.defs[0]?.type === 'Parameter' && isFunction(declared))
    readThroughCallback(context, declared, fn, out, seen, depth);
  if (declared?.type === 'VariableDeclarator' && declared.init)
    collectReads(context, declared.init, fn, out, seen, depth + 1);
  for (const reference of context.bindings.referencesOf(variable)) {
    const parent = reference.parent;
    if (parent?.type === 'AssignmentExpression' && parent.left === reference)
      collectReads(context, parent.right, fn, out, seen, depth + 1);
  }
}

/** `redis.get('token', (error, kept) => …)` and `store.get('token').then((kept) => …)`: what the callback is given was read there. */
function readThroughCallback(
  context: FileContext,
  callback: FunctionNode,
  fn: Node,
  out: Place[],
  seen: Set<unknown>,
  depth: number,
): void {
  const host = callback.parent;
  const callee = host.type === 'CallExpression' && host.callee !== callback ? unwrap(host.callee) : null;
  if (callee?.type !== 'MemberExpression') return;
  const name = propertyName(callee) ?? '';
  if (name === 'then') return collectReads(context, callee.object, fn, out, seen, depth + 1);
  if (!MEMBERS_OF_STORES.test(name)) return;
  const place = storePlace(context, callee.object, host, fn);
  if (place) out.push({ ...place, node: host });
}
