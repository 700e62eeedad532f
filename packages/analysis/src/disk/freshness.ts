/** When to look at the disk again: an editor must see changes, a run over thousands of files must not pay for them. */
import type { DiskProject } from './disk-project.js';

export interface Freshness {
  /** Counts up whenever something on disk changed. */
  version(): number;
  /** To be called before a file is answered for; `differs` tells whether its text is another one than was read. */
  before(file: string, differs: () => boolean): void;
}

/** A look costs at most this share of the time since the last one (one fiftieth: two hundredths of a run). */
const SHARE = 50;

/**
 * A run meets each file once. So a file that is met again means a process that lives on, and it is worth a look; so does a
 * file whose text changed on disk. Otherwise a look is due when enough time has gone by for its cost not to matter.
 * Passes of a fixing linter meet a file again too, but without a break in between: they share one look.
 */
export function createFreshness(disk: DiskProject): Freshness {
  const met = new Set<string>();
  let version = 0;
  let looked = false;
  let last = performance.now();
  let cost = 20;

  function look(): void {
    const began = performance.now();
    if (disk.refresh()) version++;
    last = performance.now();
    cost = last - began;
    looked = true;
    queueMicrotask(() => (looked = false));
  }

  return {
    version: () => version,
    before(file, differs) {
      const again = met.has(file);
      met.add(file);
      if (looked) return;
      const due = performance.now() - last > cost * SHARE;
      if (again || due || (differs() && disk.isStale(file))) look();
    },
  };
}
