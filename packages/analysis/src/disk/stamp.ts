/** Tells cheaply whether a file or folder is the same as before. */
import { lstatSync } from 'node:fs';

/** Equal as long as nothing was written; null when nothing is there. The change time catches moves that keep the rest. */
export type Stamp = string | null;

export function stampOf(path: string): Stamp {
  try {
    const { mtimeMs, ctimeMs, size } = lstatSync(path);
    return `${mtimeMs} ${ctimeMs} ${size}`;
  } catch {
    return null;
  }
}
