/** Guards by a token's lifetime: those that never hold, as the present time was not added to it, and those that count to it. */
import type { TSESTree } from '@typescript-eslint/types';
import { mentions } from '../source/mentions.js';
import { findNode } from '../source/walk.js';
import { textOf, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { isOrder, type Guard } from './guards.js';
import { placeOf, samePlace, type Place } from './places.js';

const NOW = /^\(?(\+?new Date(\(\))?(\.(getTime|valueOf)\(\))?|Date\.now\(\))\)?$/;
const LIFETIME = /expires_?in\b/i;
const CLOCK = /now|date|time\b|moment|dayjs|performance|hrtime|luxon/i;

/** `Date.now() >= this.renewAt` where all that is ever written there is `expires_in * 1000`: a time of 1970. */
export function isAlwaysDue(context: FileContext, guard: Guard, home: Node | null): boolean {
  return guard.reads.some((read) => {
    const test = comparisonIn(read);
    if (!test) return false;
    const sides = [unwrap(test.left as Node), unwrap(test.right)];
    const now = sides.findIndex((side) => NOW.test(textOf(context.tree, side)));
    const other = now < 0 ? null : sides[1 - now]!;
    const place = other ? placeOf(context, other, home) : null;
    return place !== null && holdsLifetime(context, place);
  });
}

/**
 * `if (++seconds > lifetime - 1)` where `lifetime = answer.expires_in`: what is asked is whether the token that an earlier answer
 * gave has come to its end. Answers the place that holds it.
 */
export function lifetimeAsked(context: FileContext, guard: Guard, home: Node | null): Place | null {
  if (!mentions(context.tree, LIFETIME)) return null;
  const [test] = guard.reads;
  const compared = test ? comparisonIn(test) : null;
  if (!compared) return null;
  let held: Place | null = null;
  findNode(compared, (node) => {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
    const place = placeOf(context, node, home);
    if (!place || !holdsLifetime(context, place)) return false;
    held = place;
    return true;
  });
  return held;
}

/** The first `<` or `>` of an expression. */
function comparisonIn(given: Node): TSESTree.BinaryExpression | null {
  const found = findNode(given, isOrder);
  return found && isOrder(found) ? found : null;
}

/** Whether a place is only ever given lifetimes, and a first value that is written down. */
function holdsLifetime(context: FileContext, place: Place): boolean {
  let lifetimes = 0;
  for (const { left, right } of context.nodes.assignments) {
    const written = placeOf(context, left, null);
    if (!written || written.path.length !== place.path.length || !samePlace(place, written)) continue;
    if (unwrap(right).type === 'Literal') continue;
    const text = textOf(context.tree, right);
    if (!LIFETIME.test(text) || CLOCK.test(text)) return false;
    lifetimes++;
  }
  return lifetimes > 0;
}
