/** When to look at the disk again: an editor must see changes, a run over thousands of files must not pay for them. */
import type { DiskProject } from './disk-project.js';

export interface Freshness {
  /** Counts up whenever something on disk changed. */
  version(): number;
  /** To be called before a text is answered for; `isOther` tells whether it is another one than was read from disk. */
  before(file: string, text: string, isOther: () => boolean): void;
  /** True when another text of the same file was answered for just now, without a break: the pass of a fixing linter. */
  inPass(file: string, text: string): boolean;
  /** To be called when it was answered for: the pause until the next file counts from here. */
  after(file: string, text: string): void;
}

/** A pause as long as this many looks: then a look costs at most two hundredths of the time. */
const PAUSE = 50;

/**
 * A run meets each file once, one right after the other. So a file that is met again, or after a pause, means a process that
 * lives on and is worth a look; so is a file whose text changed on disk. Passes of a fixing linter meet a file again too, but
 * without a break in between, in which nobody could have changed anything.
 */
export function createFreshness(disk: DiskProject): Freshness {
  const met = new Set<string>();
  let version = 0;
  let looked = false;
  let answered: { file: string; text: string } | undefined;
  let last = performance.now();
  let cost = 20;

  function look(): void {
    const began = performance.now();
    if (disk.refresh()) version++;
    cost = performance.now() - began;
    looked = true;
    queueMicrotask(() => (looked = false));
  }

  const inPass = (file: string, text: string) => answered?.file === file && answered.text !== text;

  return {
    version: () => version,
    before(file, text, isOther) {
      const again = met.has(file);
      met.add(file);
      if (looked || inPass(file, text)) return;
      const paused = performance.now() - last > cost * PAUSE;
      if (again || paused || (disk.isStale(file) && isOther())) look();
    },
    inPass,
    after(file, text) {
      last = performance.now();
      if (!answered) queueMicrotask(() => (answered = undefined));
      answered = { file, text };
    },
  };
}
