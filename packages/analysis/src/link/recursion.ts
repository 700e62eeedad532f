/** Functions that run again: recursion, timers that re-arm, retries, lists of functions. */
import type { FileFacts, FunctionId, Use } from '../facts.js';
import type { Caller } from './caller.js';
import type { State } from './path-ends.js';

/** Whether `inner` is `outer` or a function inside it. */
export function reaches(facts: FileFacts, inner: FunctionId, outer: FunctionId): boolean {
  for (let at: FunctionId | null = inner; at !== null && at !== 0; at = facts.functions[at]?.parent ?? null)
    if (at === outer) return true;
  return false;
}

export const DELAYS = /setTimeout|setImmediate|nextTick|\$timeout/;

/** What the callbacks between a use and the function that it is in were handed to: `setTimeout(() => refresh(), ms)`. */
export function delayAround(facts: FileFacts, from: FunctionId, to: FunctionId): string {
  const out: string[] = [];
  for (let at: FunctionId | null = from; at !== null && at !== to; at = facts.functions[at]?.parent ?? null) {
    for (const use of facts.uses)
      if (use.how === 'value' && use.target.kind === 'function' && use.target.fn === at && use.role)
        out.push(use.role.by);
  }
  return out.join(' ');
}

/**
 * The function of the way down that is entered again by a use: the one that is called in itself, or one that leads to a timer
 * which calls what led here (`poll` calls `pollNow`, which sets a timer for `poll`).
 */
export function enteredAgain(at: State, { facts, use, exact }: Caller): FunctionId | null {
  if (!exact || facts.file !== at.facts.file) return null;
  if (reaches(facts, use.fn, at.fn)) return at.fn;
  if (!DELAYS.test(use.role?.by ?? '')) return null;
  const within = at.steps.find(
    (one) => one.file === facts.file && one.fn !== 0 && reaches(facts, use.fn, one.fn),
  );
  return within?.fn ?? null;
}

/** A function that calls itself again with other credentials asks for another token. */
export function changesInput(at: State, use: Use): boolean {
  return (
    use.how === 'call' &&
    at.roots.some(
      (root) =>
        root.kind === 'param' &&
        root.fn === at.fn &&
        (use.args[root.index]?.some((one) => one.kind === 'loop') ?? false),
    )
  );
}

/** Calls itself again after a failure: `return this.request(options, true)` under a test of the status. */
export function isRetryRecursion(at: State, use: Use, facts: FileFacts): boolean {
  const params = [...(facts.functions[use.fn]?.params ?? []), ...(facts.functions[at.fn]?.params ?? [])];
  return params.some((param) => /retr(y|ies)|attempt|tries|count/i.test(param));
}

/** A token lives for about an hour: what renews it this seldom, and keeps it, is no storm. */
const RENEWAL_MS = 20 * 60 * 1000;

/** No token lives this short: Keycloak gives one minute, the shortest that is met. */
const STORM_MS = 45 * 1000;

/**
 * The timer keeps the token fresh rather than asking for it again: it does nothing but get and keep it, or its period is that of
 * a token's life.
 */
export function isRefreshOnly(at: State, every?: number): boolean {
  if (every !== undefined && every >= RENEWAL_MS) return true;
  // The top of a file is no function whose work could be counted.
  if (at.fn === 0 || at.spent || (every !== undefined && every < STORM_MS)) return false;
  const calls = at.facts.uses.filter(
    (use) =>
      use.how === 'call' && !use.recovery && reaches(at.facts, use.fn, at.fn) && !isBookkeeping(use.target),
  );
  return at.steps.length <= (at.kept ? 4 : 2) && calls.length <= 2;
}

/** Waits for an answer, reads or writes it, says so: spends nothing. */
function isBookkeeping(target: Use['target']): boolean {
  if (target.kind === 'import')
    return /^(node:)?(fs|fs\/promises|path|fs-extra|jsonfile|qs|querystring|query-string)$/.test(
      target.module,
    );
  if (target.kind === 'member')
    return (
      /^(JSON|console|Date|fs|log(ger)?)$/.test(target.receiver) ||
      /^(then|catch|finally)$/.test(target.method)
    );
  return target.kind === 'returned' && /^(then|catch|finally|json)$/.test(target.path.at(-1) ?? '');
}

/** `ids.map((id) => () => send(id))`: what the callback returns is one of a list, there for each to be called. */
export function isListed(facts: FileFacts, fn: FunctionId): boolean {
  return facts.uses.some(
    (use) => use.role?.kind === 'iteration' && use.target.kind === 'function' && use.target.fn === fn,
  );
}

/** A callback that runs once an item, or that is handed over at each turn of a loop. */
function runsPerItem(facts: FileFacts, fn: FunctionId): boolean {
  return facts.uses.some(
    (one) =>
      one.how === 'value' &&
      one.target.kind === 'function' &&
      one.target.fn === fn &&
      (one.loops.length > 0 || /^(iteration|timer|stream)$/.test(one.role?.kind ?? '')),
  );
}

/** What tells one way up from another. */
export function wayOf({ facts, roots, lost }: State, use: Use): string {
  // Each call inside a callback that runs per item, or at each turn of a loop, is a site of its own.
  const perItem = runsPerItem(facts, use.fn);
  // Reached again with other inputs it is another way: what varies there may be fixed here.
  const inputs = roots
    .filter((root) => root.kind === 'param' || root.kind === 'loop')
    .map((root) => JSON.stringify(root))
    .sort()
    .join();
  return `${lost ?? ''}${facts.file}#${use.fn}${perItem ? `@${use.span.start}` : ''}${inputs}`;
}
