import type { Clock } from '../clock.js';
import { deserialize, serialize, type LockProvider, type TokenStore } from '../store/token-store.js';
import type { TokenSet } from '../token-set.js';
import { holdStored, type Expiry, type HeldToken } from './held-token.js';

/** One entry of a store, seen from one cell. */
export interface SharedTokens {
  read(): Promise<HeldToken | undefined>;
  /** `undefined` removes the entry. */
  write(set: TokenSet | undefined): Promise<void>;
  withLock<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** What a shared entry is made of. */
export interface SharedTokensOptions {
  store: TokenStore | undefined;
  lock: LockProvider | undefined;
  key: () => Promise<string>;
  clock: Clock;
  random: () => number;
  expiry: Expiry;
}

/**
 * A store that fails is an empty store: the application then asks the provider, as it would without a store. Locks are not
 * optional in that way, because two processes that renew at once can end each other's grant.
 */
export function sharedTokens({
  store,
  lock,
  key,
  clock,
  random,
  expiry,
}: SharedTokensOptions): SharedTokens | undefined {
  if (!store && !lock) return undefined;
  return {
    async read() {
      if (!store) return undefined;
      try {
        const set = deserialize(await store.get(await key()));
        return set && holdStored(set, expiry, clock, random);
      } catch {
        return undefined;
      }
    },
    async write(set) {
      if (!store) return;
      try {
        if (!set) return void (await store.delete(await key()));
        const ttl = set.refreshToken ? undefined : Math.max(1, Math.ceil(set.expiresAt - clock.wall()));
        await store.set(await key(), serialize(set), ttl);
      } catch {
        // See above.
      }
    },
    async withLock(task, signal) {
      return lock ? lock.withLock(await key(), task, { signal }) : task();
    },
  };
}
