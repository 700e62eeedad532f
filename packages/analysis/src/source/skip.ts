/**
 * Files that are not worth a parse, and why. Asked only for files with a trigger word: a file that cannot hold a token
 * request is not skipped, it is done.
 */
import type { SkippedFile } from '../findings.js';
import { isCompiled } from './compiled.js';
import type { HasFile } from './compiled.js';
import type { Skipped } from './parse.js';

/** In UTF-16 code units, which for source is about bytes. No person maintains a file of this size. */
const LARGEST = 1024 * 1024;

/** Lines of minified code run to thousands of columns; lines of people's code rarely to hundreds. */
const LONG_LINE = 500;
/** Below this a file is short enough to be one line that a person wrote. */
const SMALL = 3000;

/**
 * A text of another encoding read as UTF-8: zero bytes (UTF-16), or many replacement characters. A few of them stand in the
 * comments of real files that were saved wrongly once, and say nothing about the code.
 */
const LOST_BYTES = /\0|(?:\uFFFD[^\uFFFD]{0,40}){20}/;

/** Why the file should not be parsed, or null. `has` tells whether the project holds a file (posix path from the root). */
export function skipReason(file: string, text: string, has: HasFile): Skipped | null {
  if (text.length > LARGEST) return skipped('too-large', `${(text.length / LARGEST).toFixed(1)} MB`);
  if (LOST_BYTES.test(text)) return skipped('not-utf8');
  if (/[.-]min\.[cm]?js$/i.test(file)) return skipped('minified', 'by its name');
  if (looksMinified(text)) return skipped('minified');
  const compiled = isCompiled(file, text, has);
  return compiled === null ? null : skipped('compiled', compiled);
}

/** More than half of the text stands in long lines of code. Long lines of data (certificates, images) do not count. */
function looksMinified(text: string): boolean {
  if (text.length < SMALL) return false;
  let dense = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > LONG_LINE && isCode(text.slice(start, end))) dense += end - start;
    start = end + 1;
  }
  return dense > text.length / 2;
}

/** Minified code has a bracket or a semicolon every few characters; encoded data and prose have hardly any. */
function isCode(line: string): boolean {
  const marks = line.match(/[;(){}]/g)?.length ?? 0;
  return marks > line.length / 40;
}

function skipped(reason: SkippedFile['reason'], detail?: string): Skipped {
  return detail === undefined ? { skipped: reason } : { skipped: reason, detail };
}
