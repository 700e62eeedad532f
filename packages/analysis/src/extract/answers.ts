/** Stores of answers, which stand by more than a token depends on. */
import type { Root } from '../facts.js';
import type { Node } from '../values/bindings.js';
import { propertyName, textOf, unwrap } from '../values/bindings.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import type { Guard } from './guards.js';
import type { Place } from './places.js';

/**
 * `cache.get(order.id)` around `getToken()`: looked up by what the helper is not called with. Only what comes with a call, a
 * request or a turn of a loop tells answers apart; keys of configuration are the token's own.
 */
export function isAnswer(context: FileContext, read: Place, given: readonly Root[]): boolean {
  return tellOtherThings(keysOf(context, read), given);
}

/** Whether keys tell apart what does not depend on them: `given` is all that a token depends on, seen from the same place. */
export const tellOtherThings = (keys: readonly Root[], given: readonly Root[]): boolean =>
  keys.length > 0 && !keys.some((key) => given.some((one) => isSame(key, one)));

/** `if (row.expires_at > now)`, `query('SELECT access_token …')`: the record is a token's, whatever it is found by. */
export const isTokenRecord = (context: FileContext, { span }: Guard, { node }: Place) =>
  /\.\w*(expir|access_?token)/i.test(textOf(context.tree, span)) ||
  (node.type === 'CallExpression' && /\bselect\b.*(expir|access_?token)/is.test(textOf(context.tree, node)));

/** What a place is looked up by that tells one answer from another. */
export function keysOf(context: FileContext, read: Place): Root[] {
  const key = keyOf(read.found ?? read.node);
  return key ? rootsOf(context.roots, key).filter(tellsApart) : [];
}

/** The key in brackets or in the call; of a record that stands for itself (`row.get()`) what it was found by. */
function keyOf(given: Node): Node | null {
  const node = unwrap(given);
  if (node.type === 'MemberExpression') return node.computed ? node.property : null;
  if (node.type !== 'CallExpression') return null;
  const [first] = node.arguments;
  if (first) return first.type !== 'SpreadElement' ? first : null;
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object : null;
}

const tellsApart = ({ kind }: Root) => kind === 'param' || kind === 'loop' || kind === 'request';

const isSame = (one: Root, other: Root) =>
  one.kind === other.kind &&
  (one.kind !== 'param' || (other.kind === 'param' && one.fn === other.fn && one.index === other.index)) &&
  (one.kind !== 'loop' || (other.kind === 'loop' && one.loop === other.loop));

/** `Order.findOne({ id })`: a row of a table, that is there for something. */
export function isRecord({ found, node }: Place): boolean {
  const call = unwrap(found ?? node);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  return (
    callee?.type === 'MemberExpression' && /^(find|first|query|select)/i.test(propertyName(callee) ?? '')
  );
}

/** A session is also what people meet for. */
export const speaksOfToken = (context: FileContext, span: Node, { text }: Place) =>
  /token|expir|jwt|bearer|credential|access/i.test(`${textOf(context.tree, span)} ${text}`);
