import { createHash } from 'node:crypto';

/** SHA-256 of a file's text as UTF-8, hex: what `apply` compares to refuse on drift. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
