import { createHash } from 'node:crypto';

/** SHA-256 in hex: how a plan and the journal recognise a file's bytes. */
export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
