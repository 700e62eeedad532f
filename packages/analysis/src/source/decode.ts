/** Bytes to text, without guessing: what is not UTF-8 cannot be edited and put back. */
import { isUtf8 } from 'node:buffer';

/** The text, its byte order mark included; null when the bytes are not UTF-8 (UTF-16, Latin-1, binary). */
export function decodeSource(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
