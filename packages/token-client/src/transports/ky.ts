import { cachedFetch } from './fetch.js';
import { wrapOnce } from './wrap.js';

/** The part of ky, or of one of its instances, that is used. */
export interface KyLike {
  extend(options: { fetch: typeof globalThis.fetch }): unknown;
}

/**
 * ky, or an instance without a `fetch` of its own, that answers a repeated token request from the first one:
 * `cachedKy(ky).post(url, { body }).json()`. Hooks, retries and ky's own errors stay as they are.
 */
export function cachedKy<T extends KyLike>(client: T): T {
  return wrapOnce('ky', client, () => client.extend({ fetch: cachedFetch() }) as T);
}
