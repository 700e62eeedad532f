import type { HeldToken } from './held-token.js';
import { isFresh } from './held-token.js';
import { renewToken, type Renewal, type RenewalContext } from './renewal.js';
import { withoutRefreshToken } from '../token-set.js';

/** One token and the flight that renews it. */
export interface TokenCell {
  /** The token at hand, if it may be handed out; costs no promise. */
  fresh(): HeldToken | undefined;
  /** The token at hand, whatever its state. */
  current(): HeldToken | undefined;
  /** Gets a token; callers that come while a flight is on its way join it. */
  renew(plan: RenewalPlan, options?: RenewOptions): Promise<HeldToken>;
  /** Stops handing out a token; without an argument the one at hand. */
  invalidate(accessToken?: string): void;
  /** Forgets everything, in the store too. */
  clear(): Promise<void>;
  /** Ends the waits of the flight that is on its way. */
  abandon(reason: Error): void;
  /** True while a flight is on its way. */
  busy(): boolean;
}

/** Says how a token is got; called once for each flight. */
type RenewalPlan = () => Renewal | Promise<Renewal>;

/** How one caller joins. */
interface RenewOptions {
  force?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

interface Flight {
  promise: Promise<HeldToken>;
  waiting: number;
  controller: AbortController;
}

/** Makes an empty cell, or one that holds a token already. */
export function createTokenCell(context: RenewalContext, initial?: HeldToken): TokenCell {
  let held = initial;
  let rejected: string | undefined;
  let flight: Flight | undefined;
  let cleared = 0;

  function takeOff(plan: RenewalPlan, force: boolean): Flight {
    const controller = new AbortController();
    const { signal } = controller;
    const clearedBefore = cleared;
    const state = {
      held,
      avoid: force ? held?.set.accessToken : rejected,
      force,
      isSpent: false,
    };
    const task = async () => renewToken(await plan(), state, context, signal);
    const promise = (context.shared ? context.shared.withLock(task, signal) : task())
      .then((token) => {
        if (cleared !== clearedBefore) return token;
        rejected = undefined;
        return (held = token);
      })
      .finally(() => {
        flight = undefined;
        if (state.isSpent && held && held === state.held)
          held = { ...held, set: withoutRefreshToken(held.set) };
      });
    // Every caller may have left by the time it fails.
    promise.catch(() => {});
    return { promise, waiting: 0, controller };
  }

  function renew(plan: RenewalPlan, options: RenewOptions = {}): Promise<HeldToken> {
    const { force = false, signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    // A flight that everybody has left may end with their reason, which is none of this caller's.
    if (flight?.controller.signal.aborted)
      return join({ ...flight, promise: flight.promise.catch(() => renew(plan, options)) }, signal);
    flight ??= takeOff(plan, force);
    return join(flight, signal);
  }

  return {
    fresh: () =>
      held && isFresh(held, context.clock) && held.set.accessToken !== rejected ? held : undefined,
    current: () => held,
    renew,
    invalidate(accessToken = held?.set.accessToken) {
      if (held && held.set.accessToken === accessToken) rejected = accessToken;
    },
    async clear() {
      cleared++;
      held = undefined;
      rejected = undefined;
      await context.shared?.write(undefined);
    },
    abandon: (reason) => flight?.controller.abort(reason),
    busy: () => flight !== undefined,
  };
}

/** Waits for a flight; the last caller that leaves ends its waits (not its request: that has an effect on the server). */
function join(flight: Flight, signal: AbortSignal | undefined): Promise<HeldToken> {
  flight.waiting++;
  if (!signal) return flight.promise;
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      if (--flight.waiting === 0) flight.controller.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
