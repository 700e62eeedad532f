import type { Clock } from '../../src/clock.js';

/** A clock that passes at once when somebody sleeps, and remembers how long they slept. Milliseconds. */
export function instantClock(): Clock & {
  slept: number[];
  pass(milliseconds: number): void;
  jump(milliseconds: number): void;
} {
  let steady = 1_000_000;
  let offset = 1_700_000_000_000;
  const slept: number[] = [];
  return {
    slept,
    wall: () => steady + offset,
    steady: () => steady,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      steady += milliseconds;
    },
    /** Time passes. */
    pass: (milliseconds) => void (steady += milliseconds),
    /** Somebody sets the machine's clock; no time passes. */
    jump: (milliseconds) => void (offset += milliseconds),
  };
}
