/**
 * Stacks of the callbacks that led to the one that runs now. Clients that defer their work (got, superagent, request) make the
 * request when the program's function has left the stack; what was scheduled from there still knows it.
 */
import { createHook, executionAsyncId } from 'node:async_hooks';
import { captureStack } from './call-stack.js';

interface Link {
  stack: Error;
  earlier: Link | undefined;
  length: number;
}

/** Frames of each link: enough to get out of a client library. */
const FRAMES = 24;
/** Links that are kept: a server that runs for days has a history without end. */
const MOST_LINKS = 64;

const links = new Map<number, Link>();

/** Begins to keep the history. Costs some microseconds for each promise and timer: for programs that are being looked at. */
export function keepHistory(): void {
  createHook({
    init(id) {
      const earlier = links.get(executionAsyncId());
      links.set(id, { stack: captureStack(FRAMES), earlier, length: (earlier?.length ?? 0) + 1 });
      if (earlier && earlier.length > 2 * MOST_LINKS) shorten(earlier);
    },
    destroy(id) {
      links.delete(id);
    },
  }).enable();
}

/** The stacks before the current one, the latest first. */
export function* history(): Generator<Error> {
  for (let link = links.get(executionAsyncId()); link; link = link.earlier) yield link.stack;
}

function shorten(link: Link): void {
  let last: Link | undefined = link;
  for (let kept = 1; last && kept < MOST_LINKS; kept += 1) {
    last.length = MOST_LINKS - kept + 1;
    last = last.earlier;
  }
  if (last) last.earlier = undefined;
}
