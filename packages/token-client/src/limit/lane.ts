import type { Clock } from '../clock.js';

/**
 * Requests that count against one limit of a provider: one lane for each organisation and user. They run one after another
 * and start at least `interval` milliseconds apart. Spacing, not a burst counter: with a burst of three a second, skew of cold
 * connections still moved four requests into one second of the server's window.
 */
interface Lane {
  /** Settles when the last request that queued up has ended. */
  tail: Promise<void>;
  /** Requests that are queued or running. */
  queued: number;
  /** On the steady clock: no request starts before. */
  notBefore: number;
  /** On the steady clock: the end of the last pause. */
  pausedUntil: number;
}

/** The lanes of a process. */
export interface Lanes {
  /**
   * Runs a request in its turn. An `interval` of 0 sets no spacing and no order, but a pause is kept.
   * @throws the signal's reason when it aborts before the request's turn
   */
  run<T>(lane: LaneOptions, request: () => Promise<T>): Promise<T>;
  /** Holds back every later request of the lane for some milliseconds, after a 429. */
  pause(key: string, milliseconds: number): void;
  /** Milliseconds for which a lane is still held back by a 429; spacing is no pause. */
  pausedFor(key: string): number;
  /** Forgets what was sent so far: the next request of each lane starts at once. For tests of applications. */
  clear(): void;
}

/** Which lane a request takes. */
interface LaneOptions {
  key: string;
  /** Milliseconds between the starts of two requests. */
  interval: number;
  signal?: AbortSignal | undefined;
}

const MAX_IDLE_LANES = 1000;

/** Makes a set of lanes on a clock. */
export function createLanes(clock: Clock): Lanes {
  const lanes = new Map<string, Lane>();

  function laneOf(key: string): Lane {
    let lane = lanes.get(key);
    if (!lane) {
      if (lanes.size >= MAX_IDLE_LANES) forgetIdle();
      lane = { tail: Promise.resolve(), queued: 0, notBefore: -Infinity, pausedUntil: -Infinity };
      lanes.set(key, lane);
    }
    return lane;
  }

  function forgetIdle() {
    for (const [key, lane] of lanes)
      if (lane.queued === 0 && lane.notBefore <= clock.steady()) lanes.delete(key);
  }

  async function start<T>(
    lane: Lane,
    { interval, signal }: LaneOptions,
    request: () => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    for (let wait; (wait = lane.notBefore - clock.steady()) > 0;) await clock.sleep(Math.ceil(wait), signal);
    if (interval > 0) lane.notBefore = clock.steady() + interval;
    return request();
  }

  return {
    async run(options, request) {
      const lane = laneOf(options.key);
      if (options.interval <= 0) return start(lane, options, request);
      const previous = lane.tail;
      let leave: () => void = () => {};
      lane.tail = new Promise((resolve) => (leave = resolve));
      lane.queued++;
      try {
        await previous;
        return await start(lane, options, request);
      } finally {
        lane.queued--;
        leave();
      }
    },
    pause(key, milliseconds) {
      const lane = laneOf(key);
      lane.pausedUntil = Math.max(lane.pausedUntil, clock.steady() + milliseconds);
      lane.notBefore = Math.max(lane.notBefore, lane.pausedUntil);
    },
    pausedFor: (key) => Math.max(0, (lanes.get(key)?.pausedUntil ?? -Infinity) - clock.steady()),
    clear: () => lanes.clear(),
  };
}
