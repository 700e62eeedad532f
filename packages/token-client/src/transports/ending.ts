/** What ends a caller's wait: an `AbortSignal`, or the `CancelToken` that axios had before. */
export interface Ending {
  hasEnded(): boolean;
  /** Calls back once, when it ends. @returns stops listening */
  listen(onEnd: () => void): () => void;
}

/** Reads a client's options; a signal is not taken for one by its class, because libraries bring their own. */
export function endingOf(signal: unknown, cancelToken?: unknown): Ending | undefined {
  const all = [ofSignal(signal), ofToken(cancelToken)].filter((one) => one !== undefined);
  if (all.length === 0) return undefined;
  return {
    hasEnded: () => all.some((one) => one.hasEnded()),
    listen(onEnd) {
      const stops = all.map((one) => one.listen(onEnd));
      return () => stops.forEach((stop) => stop());
    },
  };
}

function ofSignal(value: unknown): Ending | undefined {
  const signal = value as AbortSignal | null | undefined;
  if (typeof signal?.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') return undefined;
  return {
    hasEnded: () => signal.aborted,
    listen(onEnd) {
      signal.addEventListener('abort', onEnd, { once: true });
      return () => signal.removeEventListener('abort', onEnd);
    },
  };
}

function ofToken(value: unknown): Ending | undefined {
  const token = value as { promise?: PromiseLike<unknown>; reason?: unknown } | null | undefined;
  const { promise } = token ?? {};
  if (typeof promise?.then !== 'function') return undefined;
  return {
    hasEnded: () => token!.reason !== undefined,
    listen(onEnd) {
      void promise.then(onEnd);
      return () => undefined;
    },
  };
}

/** What the promise gives, or `undefined` when the caller's wait has ended before. */
export async function unlessEnded<T>(
  promise: Promise<T>,
  ending: Ending | undefined,
): Promise<T | undefined> {
  if (!ending) return promise;
  let stop = (): void => undefined;
  const ended = new Promise<undefined>((resolve) => {
    stop = ending.listen(() => resolve(undefined));
  });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    stop();
  }
}
