import { endingOf } from './ending.js';
import { exchange } from './exchange.js';
import { tokenCall } from './token-call.js';
import { describesAnyBody, override, parsed, wrapOnce } from './wrap.js';

/** The part of axios, or of one of its instances, that is used. */
export interface AxiosLike {
  get(...args: never[]): Promise<unknown>;
  post(...args: never[]): Promise<unknown>;
  request(...args: never[]): Promise<unknown>;
}

interface Config {
  url?: string;
  baseURL?: string;
  method?: string;
  data?: unknown;
  params?: unknown;
  headers?: unknown;
  auth?: unknown;
  signal?: unknown;
  cancelToken?: unknown;
  validateStatus?: unknown;
  transformResponse?: unknown;
}

interface AxiosResponse {
  data: unknown;
  status: number;
  headers: object;
}

/**
 * axios, or an instance, that answers a repeated token request from the first one: `cachedAxios(axios).post(url, body, config)`.
 * A miss is the client's own request and a failure its own error. A hit has `data`, `status`, `statusText` and
 * `headers`; its `config` has the address alone and its `request` is empty, because the real ones hold the credentials.
 */
export function cachedAxios<T extends AxiosLike>(client: T): T {
  return wrapOnce('axios', client, () => {
    const { defaults = {} } = client as { defaults?: Config };
    const answer = (config: Config, send: () => Promise<unknown>): Promise<unknown> => {
      const { data, params, method, signal, cancelToken, ...others } = config;
      const { validateStatus, transformResponse, baseURL, url: path, ...rest } = others;
      // They do not change the request, and are often written anew at each call: their text counts.
      const judges = String([validateStatus, transformResponse]);
      const url = (baseURL ?? defaults.baseURL ?? '') + (path ?? '');
      const call = tokenCall({
        client,
        method: method ?? 'get',
        url,
        body: data,
        query: params,
        // Apart and in this order, so that `post(url, …)` and `request({ url, … })` share a token.
        rest: [baseURL, path, rest, judges, sentWithEach(defaults)],
      });
      if (!call) return send();
      const ending = endingOf(signal, cancelToken);
      return exchange(call, { send, keep: (own) => keep(own as AxiosResponse, config), ending });
    };
    const post = (url: string, data?: unknown, config?: Config) =>
      answer({ ...config, url, data, method: 'post' }, () =>
        client.post(...([url, data, config] as unknown as never[])),
      );
    const get = (url: string, config?: Config) =>
      answer({ ...config, url, method: 'get' }, () => client.get(...([url, config] as unknown as never[])));
    const request = (config: Config) =>
      answer({ ...config }, () => client.request(...([config] as unknown as never[])));
    const call = (first: string | Config, second?: Config) =>
      answer(typeof first === 'string' ? { ...second, url: first } : { ...first }, () =>
        (client as unknown as (...args: unknown[]) => Promise<unknown>)(first, second),
      );
    return override(client, { get, post, request }, call as (...args: never[]) => unknown);
  });
}

/**
 * What an application may set for all requests while it runs. Of a bearer token there nothing is read: it is the one that this
 * very request has brought, and would make the next request another one.
 */
function sentWithEach({ auth, params, headers }: Config): unknown {
  const text = JSON.stringify(headers ?? {}, (_, value: unknown) =>
    typeof value === 'string' && /^Bearer /i.test(value) ? undefined : value,
  );
  return [auth, params, text];
}

function keep(own: AxiosResponse, config: Config) {
  const { data, headers, status } = own;
  const asText = typeof data === 'string';
  const { config: _, request: __, ...parts } = own as AxiosResponse & { config: unknown; request: unknown };
  // A response is kept until its token ends: what it says of the request must hold no credentials.
  const shown = withoutSecrets(config);
  const again = (text: string): unknown => {
    const copy = Object.create(Object.getPrototypeOf(headers) as object) as Record<string, unknown>;
    for (const [name, value] of Object.entries(headers)) if (describesAnyBody(name)) copy[name] = value;
    return { ...parts, data: asText ? text : parsed(text), headers: copy, config: shown, request: {} };
  };
  return { status, text: asText ? data : (JSON.stringify(data) ?? ''), again };
}

function withoutSecrets({ url, method, baseURL }: Config): Config {
  return {
    ...(url !== undefined && { url: url.replace(/\?.*/, '') }),
    method: method ?? 'post',
    ...(baseURL !== undefined && { baseURL }),
  };
}
