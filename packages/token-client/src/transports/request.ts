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
  resolveWithFullResponse?: boolean;
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
    const hasPromises = 'then' in ((client as { Request?: { prototype: object } }).Request?.prototype ?? {});
    const run = (method: string | undefined, args: unknown[]) => {
      const { options, callback } = readArguments(args, method);
      const { url, uri, form, json, body, qs, callback: _, method: verb, ...rest } = options;
      const real = client as unknown as (options: Options, callback?: Callback) => unknown;
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
      if (!call) return real(options, callback);
      const send = () =>
        new Promise<RequestResponse>((resolve, reject) => {
          // request-promise calls the callback with the whole response, and rejects by its own rules.
          let response: RequestResponse | undefined;
          const sent = real(options, (error, whole) => {
            response = whole;
            if (hasPromises) return;
            if (error) reject(error);
            else resolve(whole as RequestResponse);
          });
          if (hasPromises)
            (sent as Promise<unknown>).then(() => resolve(response as RequestResponse), reject);
        });
      const answered = exchange<RequestResponse>(call, { send, keep });
      if (!callback) return answered.then((whole) => (options.resolveWithFullResponse ? whole : whole.body));
      answered.then(
        (whole) => callback(null, whole, whole.body),
        (error) => callback(error),
      );
      return undefined;
    };
    const post = (...args: unknown[]) => run('POST', args);
    return override(client, { post }, ((...args: unknown[]) => run(undefined, args)) as (
      ...args: never[]
    ) => unknown);
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

function keep({ statusCode, statusMessage, headers, body }: RequestResponse) {
  const asText = typeof body === 'string';
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => describesAnyBody(name)));
  const again = (text: string) =>
    ({
      statusCode,
      statusMessage,
      headers: { ...kept },
      body: asText ? text : parsed(text),
    }) as RequestResponse;
  return { status: statusCode, text: asText ? body : (JSON.stringify(body) ?? ''), again };
}
