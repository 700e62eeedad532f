import { endingOf } from './ending.js';
import { exchange } from './exchange.js';
import { tokenCall } from './token-call.js';
import { describesAnyBody, override, parsed, wrapOnce } from './wrap.js';

/** The part of got, or of one of its instances, that is used. */
export interface GotLike {
  post(...args: never[]): unknown;
}

interface Options {
  url?: string | URL;
  method?: string;
  prefixUrl?: string | URL;
  headers?: Record<string, string | undefined>;
  body?: unknown;
  form?: unknown;
  json?: unknown;
  searchParams?: unknown;
  responseType?: 'text' | 'json' | 'buffer';
  resolveBodyOnly?: boolean;
  isStream?: boolean;
  signal?: unknown;
}

interface GotResponse {
  body: unknown;
  statusCode: number;
  headers: Record<string, unknown>;
  url: string;
  [member: string]: unknown;
}

type Got = (url: string | URL | Options, options?: Options) => Promise<unknown>;

/**
 * got, or an instance, that answers a repeated token request from the first one: `cachedGot(got).post(url, { form })`, with
 * `.json()`, `.text()` and `.buffer()`. A miss is got's own request and a failure its own error. A hit has `body`, `statusCode`,
 * `statusMessage`, `headers` and `url`; it has no `request`, because that holds the credentials.
 */
export function cachedGot<T extends GotLike>(client: T): T {
  return wrapOnce('got', client, () => {
    const defaults = (client as { defaults?: { options?: Options } }).defaults?.options ?? {};
    const answer = (url: string | URL | undefined, options: Options, real: (options: Options) => unknown) => {
      const { body, form, json, searchParams, method, signal, prefixUrl, ...rest } = options;
      const address = String(prefixUrl ?? defaults.prefixUrl ?? '') + String(url ?? options.url ?? '');
      const call = options.isStream
        ? undefined
        : tokenCall({
            client,
            method: method ?? 'GET',
            url: address,
            body: form ?? json ?? body,
            query: searchParams,
            rest: [rest, form ? 'form' : json ? 'json' : 'body'],
          });
      if (!call) return real(options);
      const shaped = (as?: 'json' | 'text' | 'buffer') => {
        const headers =
          as === 'json' && !options.headers?.['accept']
            ? { ...options.headers, accept: 'application/json' }
            : options.headers;
        const send = () => real({ ...options, ...(headers && { headers }), resolveBodyOnly: false });
        const ending = endingOf(signal);
        return exchange<GotResponse>(call, { send: send as () => Promise<GotResponse>, keep, ending });
      };
      return chainable(shaped, options.resolveBodyOnly ?? defaults.resolveBodyOnly ?? false);
    };
    const got = client as unknown as Got;
    const by = (method: string) => (url: string | URL | Options, options?: Options) =>
      typeof url === 'object' && !(url instanceof URL)
        ? answer(url.url, { ...url, method }, (more) => got(more))
        : answer(url, { ...options, method }, (more) => got(url, more));
    const call = (url: string | URL | Options, options?: Options) =>
      typeof url === 'object' && !(url instanceof URL)
        ? answer(url.url, url, (more) => got(more))
        : answer(url, options ?? {}, (more) => got(url, more));
    return override(client, { get: by('GET'), post: by('POST') }, call as (...args: never[]) => unknown);
  });
}

/** got's promise: the request starts once it is known whether `.json()` is asked for, since that changes a header. */
function chainable(
  shaped: (as?: 'json' | 'text' | 'buffer') => Promise<GotResponse>,
  bodyOnly: boolean,
): Promise<unknown> {
  let started = false;
  const promise = Promise.resolve().then(async () => {
    if (started) return undefined;
    const response = await shaped();
    return bodyOnly ? response.body : response;
  });
  const as = (kind: 'json' | 'text' | 'buffer') => async () => {
    started = true;
    const text = bodyText((await shaped(kind)).body);
    return kind === 'json' ? parsed(text) : kind === 'text' ? text : new TextEncoder().encode(text);
  };
  return Object.assign(promise, { json: as('json'), text: as('text'), buffer: as('buffer') });
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : (JSON.stringify(body) ?? '');
}

function keep({ body, statusCode, statusMessage, headers, url, ok }: GotResponse) {
  const kind = typeof body === 'string' ? 'text' : body instanceof Uint8Array ? 'buffer' : 'json';
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => describesAnyBody(name)));
  const again = (text: string): GotResponse => ({
    statusCode,
    statusMessage,
    url,
    ok,
    headers: { ...kept },
    body: kind === 'text' ? text : kind === 'json' ? parsed(text) : new TextEncoder().encode(text),
  });
  return { status: statusCode, text: bodyText(body), again };
}
