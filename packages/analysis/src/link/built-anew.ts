/** Tokens that are kept in an object or a closure that is built anew: who builds it asks for a token each time. */
import type { FileFacts, Reuse } from '../facts.js';
import type { Caller, CallerFinder } from './callers.js';
import type { PathEnd, State } from './path-ends.js';

/** A place where the holder of the token is made, and the state of the walk there. */
export interface Making {
  at: State;
  /** Null where the function itself is the holder: whatever enters it makes it. */
  maker: Caller | null;
}

/** Where what holds the token is made; empty when it lives as long as the program, or nobody can tell. */
export function makingsOf(callers: CallerFinder, at: State, facts: FileFacts, reuse: Reuse): Making[] {
  const { heldBy } = reuse;
  if (!heldBy || at.lost !== undefined) return [];
  const lost: State = {
    ...at,
    facts,
    stored: false,
    kept: false,
    unlessGiven: undefined,
    lost: reuse.store,
  };
  if (heldBy.kind === 'function') return [{ at: { ...lost, fn: heldBy.fn }, maker: null }];
  const constructor = facts.classes[heldBy.cls]?.methods['constructor'] ?? -1;
  return callers
    .makersOf(facts.file, heldBy.cls)
    .filter(({ use, facts: around }) => !use.held || around.functions[use.fn]?.isConstructor)
    .map((maker) => ({
      // What the object is given decides which token it asks for.
      at: { ...lost, fn: constructor, roots: [...at.roots, ...maker.use.args.flat()] },
      maker,
    }));
}

/** An end that says that a new holder, with a new token for the same user, is made again and again. */
export function isMadeAgain(at: State, kind: PathEnd['kind'], role: PathEnd['role']): boolean {
  const again = kind === 'loop' || (kind === 'entry' && /^(http|message|job)$/.test(role?.kind ?? ''));
  return again && !at.roots.some((root) => root.kind === 'request' || root.kind === 'person');
}
