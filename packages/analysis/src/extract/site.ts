/** What holds for a call by where it stands: its function, loops, guard, recovery. */
import type { Reuse, Root, Site } from '../facts.js';
import { isAnswer, isRecord, keysOf, speaksOfToken, isTokenRecord } from './answers.js';
import { isFunction, propertyName, textOf, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { within } from '../values/patterns.js';
import { calledFunction } from './called-function.js';
import type { FileContext } from './context.js';
import { isAlwaysDue, lifetimeAsked } from './due.js';
import { flowOf } from './flow.js';
import { isForcedRenewal } from './forced-renewals.js';
import { outlives } from './lifetimes.js';
import { unlessGiven } from './given.js';
import { guardsOf, homeFunction, isMainGuarded, type Guard } from './guards.js';
import { handedBack } from './handed-back.js';
import { holderOf } from './holders.js';
import { loopsAround } from './loops.js';
import { placesWrittenByCall, placesWrittenIn } from './function-places.js';
import { placesRead } from './places-read.js';
import { isRecovery } from './recoveries.js';
import { renewsAcrossTurns } from './renewals.js';
import { isSpent } from './spent.js';
import { asksHowLongAgo, asksOfGivenTime, asksWhetherThere, setBeside } from './set-beside.js';
import { samePlace, STATE, type Place } from './places.js';
import { refOf } from './refs.js';
import { TOKEN_WORDS } from './token-words.js';

/** Names that speak of a token; who wrote something, its author, is none. */
const TOKEN_PLACE = new RegExp(`${TOKEN_WORDS}|login|logged|expir|bearer|credential`, 'i');
const HOLDS_TOKEN = new RegExp(`${TOKEN_PLACE.source}|client|api|connection`, 'i');

/**
 * `node` is the call; `whole` the outermost expression of its chain, when it has one. `given` is what a helper is called with,
 * all that a token can depend on: what is kept by more than that is an answer, and each other answer asks for a token again.
 */
export function siteOf(context: FileContext, node: Node, whole: Node = node, given?: Root[]): Site {
  const home = homeFunction(whole);
  const guards = guardsOf(whole, home);
  const { written, returned } = flowOf(context, whole, home);
  const own = written.length;
  written.push(...writtenByCallee(context, whole, home));
  const fn = context.functionAround(node);
  const handedIn = unlessGiven(context, whole, home);
  const loops = loopsAround(context.loops, whole).filter(
    (loop) =>
      !keptAcrossTurns(context, context.loops[loop]!, whole, given) &&
      !renewsAcrossTurns(context, context.loops[loop]!, whole),
  );
  // `catch { for (const id of made) undo(id); }`: the loop does work of its own.
  const since = loops.length > 0 ? context.loops[loops[0]!]! : home;
  return {
    fn,
    span: { start: whole.range[0], end: whole.range[1] },
    loops,
    reuse:
      (guards.length > 0 ? reuseOf(context, guards, written, whole, home, given) : null) ??
      reuseByHelper(context, whole, written, home),
    broken: null,
    recovery: isRecovery(whole, since, context.tree.text) || isForcedRenewal(context, whole, home, written),
    stored: written.length > 0,
    spent: home !== null && isSpent(context, written, whole, home),
    kept: !returned && written.slice(0, own).some(isState),
    topLevel: fn === 0 || isMainGuarded(whole, context.tree.text),
    // Only where the function itself holds the call: what a callback's parameters are is not told by callers.
    ...(handedIn !== null && isFunction(home) && context.functionId(home) === fn
      ? { unlessGiven: handedIn }
      : {}),
  };
}

/** A field, a variable of the module or a file: what the object, the module or the program is there to hold. */
function isState(place: Place): boolean {
  if (typeof place.root === 'string') return /^(this|file):/.test(place.root);
  return place.root.defs[0]?.type === 'Variable';
}

/** What the called function itself writes: `if (!this.token) await this.login()`. */
function writtenByCallee(context: FileContext, whole: Node, home: Node | null): Place[] {
  if (whole.type !== 'CallExpression') return [];
  const own = placesWrittenByCall(context, whole, home).filter(
    (place) => typeof place.root !== 'string' || !place.root.startsWith('module:'),
  );
  if (
    own.length > 0 &&
    whole.callee.type === 'MemberExpression' &&
    own.every((place) => place.node === (whole.callee as { object: Node }).object)
  )
    return own;
  const called = calledFunction(context, whole.callee);
  return called && called !== home ? placesWrittenIn(context, called) : [];
}

/**
 * `if (kept) return kept; return traced('login', async () => { kept = await request(); return kept; })`: the function that is
 * handed to `call` writes what is read before it, whatever becomes of its result.
 */
export function filledBy(context: FileContext, call: Node, fn: Node): Reuse | null {
  const home = homeFunction(call);
  // `if (!token) return false` tests what is at hand; a cache gives out what it read.
  const guards = guardsOf(call, home).filter(({ reads }) =>
    reads.slice(1).some(({ type }) => type !== 'Literal'),
  );
  if (guards.length === 0 || !isFunction(fn)) return null;
  // A callback writes many things: what it keeps itself, and in a place that is there for tokens, is what is read before.
  const written = placesWrittenIn(context, fn).filter(
    ({ text, node }) => TOKEN_PLACE.test(text) && within(node, fn),
  );
  for (const guard of guards) {
    const reads = guard.reads.flatMap((read) => placesRead(context, read, home));
    const match = written.find(
      (place) => outlives(context, place, home) && reads.some((read) => samePlace(read, place)),
    );
    if (match) return keptIn(match, guard);
  }
  return null;
}

const reuseBy = ({ span }: Guard, kind: Reuse['kind'], store: string): Reuse => ({
  kind,
  store,
  span: { start: span.range[0], end: span.range[1] },
});

/** What the helper that is called here gives back while it is good. */
function reuseByHelper(context: FileContext, whole: Node, written: Place[], home: Node | null): Reuse | null {
  const kept = handedBack(context, whole, written, home);
  return kept && reuseBy({ reads: [], span: whole }, kindOf(kept), kept.text);
}

/** What is written to a place that the guard reads. */
const keptIn = (place: Place, guard: Guard): Reuse => reuseBy(guard, kindOf(place), place.text);

/** `if (!token) token = await request()` with `token` declared above the loop: one request for all turns. */
function keptAcrossTurns(context: FileContext, loop: Node, whole: Node, given?: Root[]): boolean {
  const guards = guardsOf(whole, loop);
  if (guards.length === 0) return false;
  const reuse = reuseOf(context, guards, flowOf(context, whole, loop).written, whole, loop, given);
  return reuse !== null && !reuse.ifStored;
}

/** "The guard reads what the result writes." */
function reuseOf(
  context: FileContext,
  guards: Guard[],
  written: Place[],
  whole: Node,
  home: Node | null,
  given?: Root[],
): Reuse | null {
  let beside: Place[] | undefined;
  for (const guard of guards) {
    if (isAlwaysDue(context, guard, home)) continue;
    const held = written.length > 0 ? lifetimeAsked(context, guard, home) : null;
    if (held && outlives(context, held, home)) return keptIn(held, guard);
    const timed =
      isFunction(home) && asksOfGivenTime(context, guard.reads[0], home)
        ? written.find((place) => TOKEN_PLACE.test(place.text) && outlives(context, place, home))
        : undefined;
    if (timed) return keptIn(timed, guard);
    const kept =
      isFunction(home) &&
      (asksWhetherThere(guard.reads[0]) ||
        (asksHowLongAgo(guard.reads[0]) && written.some(({ text }) => HOLDS_TOKEN.test(text))))
        ? [...written, ...(beside ??= setBeside(context, whole, home))]
        : written;
    const told = (read: Place) => (given && !isTokenRecord(context, guard, read) ? given : null);
    const reads = guard.reads
      .flatMap((read) => placesRead(context, read, home))
      .filter((read) => {
        const known = told(read);
        return known === null || !isAnswer(context, read, known);
      });
    for (const read of reads) {
      if (read.root === STATE && !TOKEN_PLACE.test(context.tree.text.slice(...guard.span.range))) continue;
      const match = kept.find((place) => samePlace(read, place) && outlives(context, place, home));
      if (match) {
        const heldBy = holderOf(context, match, home);
        const keyedBy = told(read) ? keysOf(context, read) : [];
        return {
          ...keptIn(match, guard),
          ...(heldBy ? { heldBy } : {}),
          ...(keyedBy.length > 0 ? { keyedBy } : {}),
          ...(keyedBy.length > 0 && isRecord(read) && !speaksOfToken(context, guard.span, match)
            ? { ofRecord: true as const }
            : {}),
        };
      }
    }
    const saved = written.find(
      (place) =>
        typeof place.root === 'string' && place.root.startsWith('module:') && place.path.length === 0,
    );
    const store = saved
      ? reads.find((read) => read.node.type === 'CallExpression' || TOKEN_PLACE.test(read.text))
      : undefined;
    if (store) return reuseBy(guard, 'external', store.text);
    const weak =
      home !== null && isFunction(home) && calleeIsElsewhere(context, whole)
        ? reads.find(
            (read) =>
              TOKEN_PLACE.test(read.text) &&
              !/config|options|env/i.test(read.text) &&
              !(isRecord(read) && keysOf(context, read).length > 0),
          )
        : undefined;
    if (weak) return reuseBy(guard, 'field', weak.text);
    const asked = isImported(context, whole)
      ? reads.find((read) => asksForToken(read) || isBesideCallee(context, read, whole))
      : undefined;
    if (asked) return { ...reuseBy(guard, 'external', asked.text), ifStored: true };
  }
  return null;
}

/** `getToken()` of another file, which may give out what `await requestToken()` of a third has kept. */
const asksForToken = ({ root, path, node, text }: Place) =>
  typeof root === 'string' &&
  root.startsWith('module:') &&
  path.length === 0 &&
  node.type === 'CallExpression' &&
  node.arguments.length === 0 &&
  TOKEN_PLACE.test(text);

/** `import { session, login } from './login'; if (!session) await login()`: a variable of the module that signs in. */
function isBesideCallee(context: FileContext, { root, node, text }: Place, whole: Node): boolean {
  if (typeof root === 'string' || node.type === 'CallExpression' || !TOKEN_PLACE.test(text)) return false;
  const callee = whole.type === 'CallExpression' ? refOf(context, whole.callee) : null;
  return callee?.kind === 'import' && importOf(root)?.module === callee.module && !/^[A-Z_]+$/.test(text);
}

function isImported(context: FileContext, whole: Node): boolean {
  if (whole.type !== 'CallExpression') return false;
  const callee = unwrap(whole.callee);
  return callee.type === 'Identifier' && FILLS.test(callee.name) && refOf(context, callee)?.kind === 'import';
}

/** What is called to have a token: `if (!session.token) await client.login()`, never `removeUser()`. */
const FILLS =
  /token|auth|log_?(in|on)|sign|session|refresh|renew|connect|cred|jwt|init|ensure|acquire|setup|prepare|handshake|bootstrap|^(get|fetch|request|load|start|open)$/i;

/** A call whose result is not used here and whose function is in another file may well fill the place that the guard reads. */
function calleeIsElsewhere(context: FileContext, whole: Node): boolean {
  if (whole.type !== 'CallExpression') return false;
  const callee = unwrap(whole.callee);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : textOf(context.tree, callee);
  if (name !== null && !FILLS.test(name)) return false;
  let at: Node = whole;
  while (at.parent?.type === 'AwaitExpression' || at.parent?.type === 'ChainExpression') at = at.parent;
  return (
    at.parent?.type === 'ExpressionStatement' &&
    calledFunction(context, whole.callee) === null &&
    !isFunction(whole.callee)
  );
}

function kindOf(place: Place): Reuse['kind'] {
  if (typeof place.root === 'string') {
    if (place.root.startsWith('this:')) return 'field';
    if (/^(module|file|global|call|opened):/.test(place.root)) return 'external';
  }
  return place.node.type === 'CallExpression' ? 'map' : 'variable';
}
