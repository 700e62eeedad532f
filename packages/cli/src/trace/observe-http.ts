/**
 * Requests of `node:http` and `node:https`, by which axios, got, request, superagent and needle work. Nothing is held back or
 * read ahead of the program: what it writes and what it is given are looked at in passing.
 */
import * as diagnostics from 'node:diagnostics_channel';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { unzipSync } from 'node:zlib';
import { captureStack } from './call-stack.js';
import { MOST_BYTES, type Report } from './report-request.js';

const stacks = new WeakMap<http.ClientRequest, Error>();
const answered = new WeakMap<http.ClientRequest, (response: http.IncomingMessage) => void>();

export function observeHttp(report: Report): void {
  for (const module of [http, https])
    for (const name of ['request', 'get'] as const) {
      const original = module[name] as (...args: unknown[]) => http.ClientRequest;
      module[name] = function observed(this: unknown, ...args: unknown[]) {
        const stack = captureStack();
        const request = original.apply(this, args);
        stacks.set(request, stack);
        watchBody(request, report);
        return request;
      } as never;
    }
  syncBuiltinESMExports();
  diagnostics.subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as {
      request: http.ClientRequest;
      response: http.IncomingMessage;
    };
    answered.get(request)?.(response);
  });
}

function watchBody(request: http.ClientRequest, report: Report): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    const bytes = Buffer.from(chunk as string, typeof encoding === 'string' ? (encoding as 'utf8') : 'utf8');
    size += bytes.length;
    if (size <= MOST_BYTES) chunks.push(bytes);
  };
  const { write, end } = request;
  request.write = function written(this: http.ClientRequest, ...args: unknown[]) {
    keep(args[0], args[1]);
    return write.apply(this, args as never);
  } as never;
  request.end = function ended(this: http.ClientRequest, ...args: unknown[]) {
    // A body that `end` hands to our own `write` counts once.
    request.write = write;
    keep(args[0], args[1]);
    sent(request, size <= MOST_BYTES ? Buffer.concat(chunks).toString('utf8') : '', report);
    return end.apply(this, args as never);
  } as never;
}

function sent(request: http.ClientRequest, body: string, report: Report): void {
  const { protocol, method, path } = request;
  const host = request.getHeader('host') ?? request.host;
  const answer = report({
    url: `${protocol}//${String(host)}${path}`,
    method,
    authorization: String(request.getHeader('authorization') ?? ''),
    body,
    stack: stacks.get(request),
  });
  if (!answer) return;
  answered.set(request, (response) =>
    readInPassing(response, (text) => answer(response.statusCode ?? null, text)),
  );
  request.once('close', () => answer(null, ''));
}

/** The body as it comes in, without making it flow: `push` is how Node hands over each chunk, null at the end. */
function readInPassing(response: http.IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  const push = response.push.bind(response);
  response.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null) done(decoded(Buffer.concat(chunks)));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push(chunk, encoding);
  };
}

function decoded(bytes: Buffer): string {
  try {
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipSync(bytes) : bytes).toString('utf8');
  } catch {
    return '';
  }
}
