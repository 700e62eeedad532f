/** Text of a file on disk, fast over thousands of small files, and told apart: text, not there, not readable. */
import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { SkippedFile } from '../findings.js';

/** Text as UTF-16 with its byte order mark, or why there is none. `gone` is a listed name that is no file (any more). */
export type ReadResult =
  | { kind: 'text'; text: string }
  | { kind: 'gone' }
  | { kind: 'failed'; reason: SkippedFile['reason']; detail: string };

/** No source file that a person wrote is larger; what is, is data or output. */
const tooLarge = 32 << 20;

/** One buffer for all files: three times as fast over thousands of small files as a buffer for each. */
let shared = Buffer.allocUnsafe(1 << 20);

/** Links are not followed: their target is listed itself, or lies outside. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export function readText(path: string): ReadResult {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, flags);
    let length = 0;
    for (;;) {
      const count = readSync(descriptor, shared, length, shared.length - length, null);
      length += count;
      if (count === 0) break;
      if (length > tooLarge)
        return { kind: 'failed', reason: 'too-large', detail: `larger than ${tooLarge >> 20} MB` };
      if (length === shared.length) shared = Buffer.concat([shared], shared.length * 4);
    }
    return decode(shared.subarray(0, length));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return { kind: 'gone' };
    return { kind: 'failed', reason: 'unreadable', detail: message };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Decodes bytes that must be UTF-8; a wrong guess at another encoding would be written back broken. */
function decode(bytes: Buffer): ReadResult {
  if (isAscii(bytes)) return { kind: 'text', text: bytes.toString('latin1') };
  if (isUtf8(bytes)) return { kind: 'text', text: bytes.toString('utf8') };
  return { kind: 'failed', reason: 'not-utf8', detail: 'the bytes are not UTF-8' };
}
