/** Tells cheaply whether a file or folder is the same as before. */
import { lstatSync, type Stats } from 'node:fs';

/** Equal as long as nothing was written; null when nothing is there. The change time catches moves that keep the rest. */
export type Stamp = string | null;

export function stampOf(path: string): Stamp {
  const stats = statsOf(path);
  return stats ? `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}` : null;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Some file systems count in two seconds. */
const COARSE = 2000;

/**
 * A stamp that can be compared with one of another day; undefined for a file that changed after `began` (as `Date.now()`
 * gives it) or just before: it could have been read before that. Every change sets the change time, whatever it does to the
 * rest. One number, because to write thousands of times as text takes longer than to ask for them.
 */
export function lastingStampOf(path: string, began: number): number | undefined {
  return lastingStampIfThere(path, began) ?? undefined;
}

/** The same; null when nothing is there. */
export function lastingStampIfThere(path: string, began: number): number | null | undefined {
  const stats = statsOf(path);
  if (!stats) return null;
  return stats.ctimeMs > began - COARSE ? undefined : stats.ctimeMs * 4096 + (stats.size % 4096);
}
