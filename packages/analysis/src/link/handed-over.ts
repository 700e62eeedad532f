/** What a function that was handed to somebody ends in, by what they do with it. */
import { tellOtherThings } from '../extract/answers.js';
import type { CallbackRole, Root, Use } from '../facts.js';
import type { Caller } from './caller.js';
import { lastName, type CallerFinder } from './callers.js';
import { contains, type PathEnd, type State } from './path-ends.js';
import { isRefreshOnly } from './recursion.js';
import { isSettings } from './roots-at-callers.js';

/** Notes where a way up ends. */
export type End = (at: State, kind: PathEnd['kind'], more?: Partial<PathEnd>) => void;

/** What a handler is given comes with the request. */
export function received(at: State, kind: CallbackRole['kind']): State {
  if (kind !== 'http' && kind !== 'message') return at;
  const credentials = at.credentials.map((root): Root =>
    root.kind === 'param' && root.fn === at.fn
      ? { kind: isSettings(at.facts, root) ? 'env' : 'request' }
      : root,
  );
  return { ...at, credentials };
}

/** `at` is where the function was handed over; `runs` the function itself, which decides what a turn of it does. */
export function ended(at: State, role: CallbackRole, end: End, runs: State = at): void {
  switch (role.kind) {
    case 'memo':
      return end(at, 'cached', { role });
    case 'once':
      return end(at, 'top', { role });
    case 'test':
      return end(at, 'test', { role });
    case 'iteration':
    case 'timer':
    case 'stream': {
      if (role.kind === 'timer' && at.stored && isRefreshOnly(at, role.every))
        return end(at, 'cached', { role });
      return end(at, 'loop', { role, site: at.steps.at(-1)! });
    }
    case 'job':
      // A schedule that does nothing but get the token and store it keeps it fresh.
      return end(at, at.stored && (isRefreshOnly(runs) || isRefreshOnly(at)) ? 'cached' : 'entry', { role });
    default:
      // A lambda that gets the token for a store and does nothing else is run by a schedule.
      if (role.by === 'handler' && at.stored && isRefreshOnly(at)) return end(at, 'cached', { role });
      return end(at, 'entry', { role });
  }
}

/** `onError`, `handle401`, `responseError`: runs when an answer was a failure. */
export const FAILURE_NAME =
  /(^|[a-z_.])(on|handle|response)?_?(error|401|403|unauthori[sz]ed|rejected)(Handler)?$/i;

/**
 * `const getToken = cached(fetchToken)` with a `cached` of the project: who calls what it made is answered from memory, and only
 * who calls the function itself asks.
 */
export function withoutRemembered(callers: CallerFinder, at: State, found: Caller[]): Caller[] {
  const fn = at.facts.functions[at.fn]!;
  const keepers = found.filter((caller) => {
    const handed =
      caller.use.how === 'value' && caller.use.role?.kind === 'unknown' ? callers.handedTo(caller) : null;
    return handed?.use.reuse && !keepsAnswers(caller, handed.use, at);
  });
  if (keepers.length === 0) return found;
  const inPlace = keepers.some(({ file, use }) => file === at.facts.file && contains(use.span, fn.span));
  return found.filter(
    (caller) =>
      keepers.includes(caller) ||
      (!inPlace && (caller.use.target.kind === 'function' || lastName(caller.use.target) === fn.name)),
  );
}

/**
 * `remember(order.id, () => send(order))` keeps answers: what its store is looked up by here, `keeper.keyedBy` of what it is
 * called with, changes with more than the token depends on.
 */
export function keepsAnswers({ facts, use }: Caller, keeper: Use, at: State): boolean {
  const host = facts.uses.find(({ how, span }) => how === 'call' && span.start === use.span.start);
  const told = (keeper.keyedBy ?? [])
    .flatMap((index) => host?.args[index] ?? [])
    .filter(({ kind }) => kind === 'param' || kind === 'loop' || kind === 'request');
  return tellOtherThings(told, at.roots);
}

/**
 * `if (seen.has(order.id)) return seen.get(order.id); …; seen.set(order.id, await ask(order.id))`: though the call is given the
 * key, the request below it does not depend on it. `roots` is what it depends on, seen from the call; `stored`: what it leads to leaves the token where it outlives the call.
 */
export function keepsToken({ reuse, settled }: Use, roots: readonly Root[], stored: boolean): boolean {
  if (!reuse || (reuse.ifStored && !stored)) return false;
  const open =
    !reuse.ofRecord &&
    roots.some(
      ({ kind }) => kind === 'unknown' || kind === 'person' || (kind === 'field' && settled !== true),
    );
  return open || !tellOtherThings(reuse.keyedBy ?? [], roots);
}
