/** Stores of answers, which stand by more than a token depends on. */
import type { Root } from '../facts.js';
import type { Node } from '../values/bindings.js';
import { unwrap } from '../values/bindings.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';
import type { Place } from './places.js';

/**
 * `cache.get(order.id)` around `getToken()`: looked up by what the helper is not called with. Only what comes with a call, a
 * request or a turn of a loop tells answers apart; keys of configuration are the token's own.
 */
export function isAnswer(context: FileContext, read: Place, given: readonly Root[]): boolean {
  const key = keyOf(read.node);
  if (!key) return false;
  const told = rootsOf(context.roots, key).filter(tellsApart);
  return told.length > 0 && !told.some((root) => given.some((one) => isSame(root, one)));
}

function keyOf(given: Node): Node | null {
  const node = unwrap(given);
  if (node.type === 'MemberExpression') return node.computed ? node.property : null;
  if (node.type !== 'CallExpression') return null;
  const [first] = node.arguments;
  return first && first.type !== 'SpreadElement' ? first : null;
}

const tellsApart = ({ kind }: Root) => kind === 'param' || kind === 'loop' || kind === 'request';

const isSame = (one: Root, other: Root) =>
  one.kind === other.kind &&
  (one.kind !== 'param' || (other.kind === 'param' && one.fn === other.fn && one.index === other.index)) &&
  (one.kind !== 'loop' || (other.kind === 'loop' && one.loop === other.loop));
