import { exchange } from './exchange.js';
import { tokenCall } from './token-call.js';
import { describesAnyBody, override, parsed, wrapOnce } from './wrap.js';

/** The part of request, request-promise and their like that is used. */
export interface RequestLike {
  post(...args: never[]): unknown;
}

type Callback = (error: unknown, response?: RequestResponse, body?: unknown) => void;

interface Options {
  url?: string | object;
  uri?: string | object;
  baseUrl?: string;
  method?: string;
  form?: unknown;
  body?: unknown;
  json?: unknown;
  qs?: unknown;
  callback?: unknown;
  [option: string]: unknown;
}

interface RequestResponse {
  statusCode: number;
  statusMessage?: string;
  headers: Record<string, unknown>;
  body: unknown;
}

/**
 * request, request-promise or one with defaults, that answers a repeated token request from the first one:
 * `cachedRequest(request).post({ url, form }, callback)`. A miss is the client's own request and a failure its own error. A hit has
 * `statusCode`, `statusMessage`, `headers` and `body`. A call that uses neither a callback nor a promise goes through untouched.
 */
export function cachedRequest<T extends RequestLike>(client: T): T {
  return wrapOnce('request', client, () => {
    // A client with defaults does not show it: it is learned from its first call, which goes through untouched.
    let hasPromises = 'then' in ((client as { Request?: { prototype: object } }).Request?.prototype ?? {});
    const run = (method: string | undefined, args: unknown[]) => {
      const { options, callback } = readArguments(args, method);
      const { url, uri, form, json, body, qs, callback: _, method: verb, ...rest } = options;
      const real = client as unknown as Real;
      const address = (options.baseUrl ?? '') + addressOf(uri ?? url);
      const content = form ?? body ?? (typeof json === 'object' ? json : undefined);
      const call =
        callback || hasPromises
          ? tokenCall({
              client,
              method: verb,
              url: address,
              body: content,
              query: qs,
              rest: [rest, json === true, form ? 'form' : 'body'],
            })
          : undefined;
      if (!call) {
        const sent = real(options, callback);
        hasPromises ||= typeof (sent as { then?: unknown } | undefined)?.then === 'function';
        return sent;
      }
      const answered = exchange<Answer>(call, {
        send: () => send(real, options, callback !== undefined),
        keep,
      });
      // request-promise decides by its options and defaults what its promise brings.
      if (!callback) return answered.then(({ result }) => result);
      answered.then(
        ({ response }) => callback(null, response, response.body),
        (error) => callback(error),
      );
      return undefined;
    };
    const get = (...args: unknown[]) => run('GET', args);
    const post = (...args: unknown[]) => run('POST', args);
    return override(client, { get, post }, ((...args: unknown[]) => run(undefined, args)) as (
      ...args: never[]
    ) => unknown);
  });
}

/** What a request brought: its response, and what the caller's promise resolves to. */
interface Answer {
  response: RequestResponse;
  result: unknown;
}

type Real = (options: Options, callback?: Callback) => unknown;

/** A callback is told every response; the promise of request-promise, which is called back too, rejects by rules of its own. */
function send(real: Real, options: Options, byCallback: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let response: RequestResponse | undefined;
    const sent = real(options, (error, whole) => {
      response = whole;
      if (!byCallback) return;
      if (error || !whole) reject(error);
      else resolve({ response: whole, result: whole });
    }) as Partial<Promise<unknown>>;
    if (byCallback) sent.catch?.(() => {});
    else sent.then?.((result) => resolve({ response: response as RequestResponse, result }), reject);
  });
}

/** `(url, options, callback)`, each of them optional. */
function readArguments(args: unknown[], method: string | undefined) {
  const callback = args.find((argument) => typeof argument === 'function') as Callback | undefined;
  const given = args.filter((argument) => typeof argument === 'object' && argument !== null) as Options[];
  const options: Options = Object.assign({}, ...given);
  if (typeof args[0] === 'string') options.uri = args[0];
  if (method) options.method = method;
  return { options, callback: callback ?? (options.callback as Callback | undefined) };
}

function addressOf(url: unknown): string {
  return typeof url === 'object' && url !== null && 'href' in url ? String(url.href) : String(url ?? '');
}

function keep({ response, result }: Answer) {
  const { statusCode, statusMessage, headers, body } = response;
  const isWhole = result === response;
  const asText = typeof body === 'string';
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => describesAnyBody(name)));
  const again = (text: string): Answer => {
    const content = asText ? text : parsed(text);
    const whole = { statusCode, statusMessage, headers: { ...kept }, body: content } as RequestResponse;
    return { response: whole, result: isWhole ? whole : content };
  };
  return { status: statusCode, text: asText ? body : (JSON.stringify(body) ?? ''), again };
}
