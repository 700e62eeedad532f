/** Writes down a token request once, when its answer is known. */
import { appendFileSync } from 'node:fs';
import { history } from './call-history.js';
import { captureStack, framesOf } from './call-stack.js';
import type { Frame, Observation } from './observation.js';
import { expiresIn, tokenRequestOf } from './token-request.js';

/** A token request is small: what is longer is not looked at. */
export const MOST_BYTES = 64 * 1024;

interface Sent {
  url: string;
  method: string;
  authorization: string;
  body: string;
  stack: Error | undefined;
}

/** To be called with the status and, where it can be seen, the text of the answer; only the first call counts. */
export type Answer = (status: number | null, text: string) => void;

/** Null when what is sent is no token request. */
export type Report = (sent: Sent) => Answer | null;

export function reportTo(file: string, key: string): Report {
  return ({ url, method, authorization, body, stack = captureStack() }) => {
    if (!URL.canParse(url)) return null;
    const request = tokenRequestOf({ url: new URL(url), method, authorization, body }, key);
    if (!request) return null;
    const observation: Observation = {
      pid: process.pid,
      sentAt: Date.now(),
      ...request,
      status: null,
      expiresIn: null,
      frames: callers(stack),
    };
    let written = false;
    const write = () => {
      if (written) return;
      written = true;
      process.off('exit', write);
      appendFileSync(file, `${JSON.stringify(observation)}\n`);
    };
    // A program that ends at once has asked all the same.
    process.on('exit', write);
    return (status, text) => {
      if (written) return;
      observation.status = status;
      observation.expiresIn = expiresIn(text);
      write();
    };
  };
}

/** Of the stack, or of the latest before it that shows the program. */
function callers(stack: Error): Frame[] {
  const frames = framesOf(stack);
  if (frames.length > 0) return frames;
  for (const earlier of history()) {
    const own = framesOf(earlier);
    if (own.length > 0) return own;
  }
  return [];
}
