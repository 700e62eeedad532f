/**
 * Requests of Node's own `fetch` by the function itself, and those of the `undici` package by the channel that it tells of
 * each request on.
 */
import * as diagnostics from 'node:diagnostics_channel';
import { captureStack } from './call-stack.js';
import type { Answer, Report } from './report-request.js';

export function observeFetch(report: Report): void {
  const { fetch } = globalThis;
  globalThis.fetch = async function observed(input, init) {
    const stack = captureStack();
    const answer = report({ ...(await described(input, init)), stack });
    if (!answer) return fetch(input, init);
    try {
      const response = await fetch(input, init);
      const copy = response.clone();
      copy.text().then(
        (text) => answer(response.status, text),
        () => answer(response.status, ''),
      );
      return response;
    } catch (error) {
      answer(null, '');
      throw error;
    }
  };
}

async function described(input: Parameters<typeof fetch>[0], init: RequestInit | undefined) {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init?.headers ?? request?.headers);
  return {
    url: request ? request.url : String(input),
    method: init?.method ?? request?.method ?? 'GET',
    authorization: headers.get('authorization') ?? '',
    body: await textOf(init?.body ?? (request && !request.bodyUsed ? request.clone() : null)),
  };
}

async function textOf(body: RequestInit['body'] | Request): Promise<string> {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return String(body);
  if (body instanceof Uint8Array || body instanceof ArrayBuffer)
    return Buffer.from(body as Uint8Array).toString('utf8');
  if (body instanceof FormData) return new Response(body).text();
  return body instanceof Request && body.body ? body.text() : '';
}

interface UndiciRequest {
  origin: string | URL;
  path: string;
  method: string;
  body: unknown;
  headers: string | string[];
}

/** `undici.request` and its agents. Their answers' bodies are not told of: the lifetime stays unknown. */
export function observeUndici(report: Report): void {
  const answers = new WeakMap<object, Answer>();
  const on = (
    name: string,
    tell: (message: { request: UndiciRequest; response?: { statusCode: number } }) => void,
  ) => diagnostics.subscribe(name, (message) => tell(message as never));
  on('undici:request:create', ({ request }) => {
    const { origin, path, method, body, headers } = request;
    // The body of `fetch` is a stream, and `observeFetch` has seen it.
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) return;
    const answer = report({
      url: `${String(origin)}${path}`,
      method,
      authorization: authorizationIn(headers),
      body: Buffer.from(body as string).toString('utf8'),
      stack: undefined,
    });
    if (answer) answers.set(request, answer);
  });
  on('undici:request:headers', ({ request, response }) =>
    answers.get(request)?.(response?.statusCode ?? null, ''),
  );
  on('undici:request:error', ({ request }) => answers.get(request)?.(null, ''));
}

/** Headers as one text in earlier versions, as a list of names and values in later ones. */
function authorizationIn(headers: string | string[]): string {
  if (typeof headers === 'string') return /^authorization: (.*)$/im.exec(headers)?.[1] ?? '';
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization');
  return at < 0 ? '' : (headers[at + 1] ?? '');
}
