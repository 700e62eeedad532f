import { endingOf } from './ending.js';
import { exchange } from './exchange.js';
import { tokenCall } from './token-call.js';
import { describesAnyBody, wrapOnce } from './wrap.js';

/** A `fetch`: the platform's, or one of a library, whose requests and responses are types of their own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type FetchLike = (input: any, init?: any) => Promise<any>;

type PlatformFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that answers a repeated token request from the first one. Everything else goes through untouched.
 * @param fetch default: `globalThis.fetch` at the moment of the call
 */
export function cachedFetch<T extends FetchLike = typeof globalThis.fetch>(fetch?: T): T {
  const real = (fetch ?? ((input, init) => globalThis.fetch(input, init))) as PlatformFetch;
  return wrapOnce(
    'fetch',
    fetch ?? theDefault,
    () =>
      (async (input: string | URL | Request, init?: RequestInit) => {
        const isRequest = typeof input === 'object' && !(input instanceof URL);
        const headers = new Headers(init?.headers ?? (isRequest ? input.headers : undefined));
        const call = tokenCall({
          client: real,
          method: init?.method ?? (isRequest ? input.method : 'GET'),
          url: isRequest ? input.url : String(input),
          body: init?.body ?? (isRequest && input.body ? await input.clone().text() : undefined),
          rest: [...headers],
        });
        if (!call) return real(input, init);
        const ending = endingOf(init?.signal ?? (isRequest ? input.signal : undefined));
        return exchange<Response>(call, { send: () => real(input, init), keep, ending });
      }) as PlatformFetch as unknown as T,
  );
}

const theDefault = {} as FetchLike as never;

async function keep(own: Response) {
  // The caller reads its own response; this is a copy of it.
  const text = await own.clone().text();
  const { status, statusText, url, type, redirected } = own;
  const headers = [...own.headers].filter(([name]) => describesAnyBody(name));
  const again = (body: string) => {
    const response = new Response(status === 204 ? null : body, { status, statusText, headers });
    // What a response that was made by hand does not say.
    return Object.defineProperties(response, {
      url: { value: url },
      type: { value: type },
      redirected: { value: redirected },
    });
  };
  return { status, text, again };
}
