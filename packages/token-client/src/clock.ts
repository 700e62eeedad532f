/** Time as the token client sees it; tests hand in another one, so that no test has to wait. */
export interface Clock {
  /** Milliseconds since the epoch. It may jump when the machine's clock is set. */
  wall(): number;
  /** Milliseconds that only go forward. It may stand still while the machine sleeps. */
  steady(): number;
  /** Resolves after some milliseconds; rejects with the signal's reason when that comes first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clocks. */
export const systemClock: Clock = {
  // Looked up at each call: test frameworks replace both.
  wall: () => Date.now(),
  steady: () => performance.now(),
  // The timer is not unreferenced: a caller waits for it. Nothing in this package sets a timer that no caller waits for.
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', end, { once: true });
    }),
};
