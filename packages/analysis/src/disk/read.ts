/** The bytes of a file on disk, fast over thousands of small files, and told apart: text, not there, not readable. */
import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { SkippedFile } from '../findings.js';
import { whyNot } from './why-not.js';

/** Why a file has no text. `gone` is a listed name that is no file (any more). */
type NoText = { kind: 'gone' } | { kind: 'failed'; reason: SkippedFile['reason']; detail: string };

/** UTF-8 with its byte order mark. Valid until the next call: all files are read into the same memory. */
export type BytesResult = { kind: 'bytes'; bytes: Buffer } | NoText;

/** Text as UTF-16 with its byte order mark. */
export type ReadResult = { kind: 'text'; text: string } | NoText;

/** No source file that a person wrote is larger; what is, is data or output. */
const tooLarge = 32 << 20;

/** One buffer for all files: three times as fast over thousands of small files as a buffer for each. */
let shared = Buffer.allocUnsafe(1 << 20);

/** Links are not followed: their target is listed itself, or lies outside. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export function readBytes(path: string): BytesResult {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, flags);
    let length = 0;
    for (;;) {
      const wanted = shared.length - length;
      const count = readSync(descriptor, shared, length, wanted, null);
      length += count;
      // Of a file, less comes only at its end (POSIX, read): no need to ask again, which is half of all calls.
      if (count < wanted) break;
      if (length > tooLarge)
        return { kind: 'failed', reason: 'too-large', detail: `larger than ${tooLarge >> 20} MB` };
      shared = Buffer.concat([shared], shared.length * 4);
    }
    return asUtf8(shared.subarray(0, length));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return { kind: 'gone' };
    return { kind: 'failed', reason: 'unreadable', detail: whyNot(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Bytes that must be UTF-8; a wrong guess at another encoding would be written back broken. */
export function asUtf8(bytes: Buffer): BytesResult {
  if (isAscii(bytes) || isUtf8(bytes)) return { kind: 'bytes', bytes };
  return { kind: 'failed', reason: 'not-utf8', detail: 'the bytes are not UTF-8' };
}

export function decode(result: BytesResult): ReadResult {
  return result.kind === 'bytes' ? { kind: 'text', text: textOf(result.bytes) } : result;
}

export function readText(path: string): ReadResult {
  return decode(readBytes(path));
}

/** The text of valid UTF-8. Most sources are ASCII, which is a copy. */
export function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}
