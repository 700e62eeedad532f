/** Which version of a package an application is written for. */
import type { Manifest } from '../manifest/nearest-manifest.js';

/** The major version that the manifest asks for; null where it does not say. */
export function majorOf({ text }: Manifest, name: string): number | null {
  const range = new RegExp(`"${name}"\\s*:\\s*"[^"\\d]*(\\d+)`).exec(text)?.[1];
  return range === undefined ? null : Number(range);
}
