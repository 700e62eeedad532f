/** Which Angular an application is written with. */
import type { Manifest } from '../../../manifest/nearest-manifest.js';

/** The majors that the scaffold was type-checked with. */
export const MAJORS = [19, 20, 21, 22];

/** Of `@angular/core` in the manifest; null where it is not named, or its range says no major (`latest`, `catalog:`). */
export function majorOf({ text }: Manifest): number | null {
  const range = /"@angular\/core"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  const major = range === undefined ? undefined : /^[\s^~>=v]*(\d+)\b/.exec(range)?.[1];
  return major === undefined ? null : Number(major);
}
