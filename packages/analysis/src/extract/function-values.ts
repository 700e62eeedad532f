/** Functions that are given as values: to a call, under a key, to an attribute. */
import type { Ref } from '../facts.js';
import { isFunction, propertyName, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { isHandedIn } from './handed-in.js';
import { extend, refOf } from './refs.js';
import { isList } from './made-tables.js';
import { EACH } from './tables.js';

/** What a value names when it is, or may be, a function or a list of them. */
export function functionValue(context: FileContext, node: Node): Ref | null {
  if (isFunction(node)) return { kind: 'function', fn: context.functionId(node) };
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const bound = callee.type === 'MemberExpression' && propertyName(callee) === 'bind';
    return bound ? refOf(context, callee.object) : null;
  }
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return null;
  const ref = refOf(context, node);
  if (!ref || ref.kind === 'global' || ref.kind === 'class') return null;
  if (ref.kind === 'instance' && ref.path.length === 0)
    return isList(context, ref) ? extend(ref, [EACH]) : null;
  if (ref.kind === 'this' && ref.path.length === 0) return null;
  if (ref.kind === 'member' && ref.method === '') return null;
  return ref;
}

/** `client.on('message', handler)` of a function that was handed in. */
export function handedOn(context: FileContext, node: Node): Ref | null {
  const ref = node.type === 'Identifier' ? refOf(context, node) : null;
  return ref && isHandedIn(ref) ? ref : null;
}
