/** Where in the program a request is made. */
import { fileURLToPath } from 'node:url';
import type { Frame } from './observation.js';

/** Deeper than any client library that was met. */
const DEPTH = 100;
const LINE = /^\s*at (?:async )?(?:(.+?) \()?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+):\d+\)?$/;

/** The stack as it is now; read with `framesOf` only when the request turns out to be a token request. */
export function captureStack(depth = DEPTH): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  const error = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** The program's own frames, source maps applied where Node does so. */
export function framesOf({ stack = '' }: Error): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split('\n').slice(1)) {
    const [, name = '', place, number] = LINE.exec(line) ?? [];
    if (place === undefined) continue;
    const file = place.startsWith('file://') ? fileURLToPath(place) : place;
    if (/[\\/]node_modules[\\/]/.test(file) || isOurs(file)) continue;
    frames.push({ file, line: Number(number), function: name || '(anonymous)' });
  }
  return frames;
}

/** Where these files are, and where their source maps say they are. */
const here = fileURLToPath(new URL('.', import.meta.url));
const ours = [here, here.replace(/([\\/])dist([\\/]trace[\\/])$/, '$1src$2')];

function isOurs(file: string): boolean {
  return ours.some((folder) => file.startsWith(folder));
}
