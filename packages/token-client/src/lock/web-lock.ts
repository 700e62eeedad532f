import { TokenConfigurationError } from '../errors.js';
import type { LockProvider } from '../store/token-store.js';

/** The part of the Web Locks API that is needed; `lib.dom` is not assumed. */
interface WebLocks {
  request<T>(name: string, options: { signal?: AbortSignal | undefined }, task: () => Promise<T>): Promise<T>;
}

/**
 * A lock between the tabs and workers of one origin, by the Web Locks API. The browser gives it back when a tab is closed.
 * @throws TokenConfigurationError where there is no `navigator.locks` (it needs a secure context)
 */
export function webLock(): LockProvider {
  return {
    withLock(key, task, { signal } = {}) {
      const { locks } = (globalThis as { navigator?: { locks?: WebLocks } }).navigator ?? {};
      if (!locks)
        throw new TokenConfigurationError(
          '`navigator.locks` is not there: serve the page over HTTPS, or use another lock.',
        );
      return locks.request(`grant-migrate:${key}`, { ...(signal && { signal }) }, task);
    },
  };
}
