/** A map that forgets what was used least recently. */
export interface BoundedMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  values(): Iterable<V>;
  clear(): void;
}

/**
 * Makes a bounded map.
 * @param max how many entries it holds, read at each insertion
 * @param isBusy entries that must stay: with a flight on its way, a second one for the same key could start
 */
export function boundedMap<V>(max: () => number, isBusy: (value: V) => boolean): BoundedMap<V> {
  const entries = new Map<string, V>();
  return {
    get(key) {
      const value = entries.get(key);
      // Keeping the order of use costs time on every hit; a half-empty map does not need it.
      if (value !== undefined && entries.size > max() / 2) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    set(key, value) {
      if (!entries.has(key) && entries.size >= max())
        for (const [oldest, old] of entries)
          if (!isBusy(old)) {
            entries.delete(oldest);
            break;
          }
      entries.set(key, value);
    },
    values: () => entries.values(),
    clear: () => entries.clear(),
  };
}
