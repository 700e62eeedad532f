import { guarded, type TokenSet } from '../token-set.js';

/**
 * Where token sets are shared between sources or processes. The shape is Keyv's, so a Keyv instance is a store, and so is a
 * `Map`. Values are strings that hold tokens in plain: wrap the store in `encryptedStore` where others can read it.
 */
export interface TokenStore {
  get(key: string): unknown;
  /** @param ttl milliseconds after which the entry is of no use; absent when it holds a refresh token */
  set(key: string, value: string, ttl?: number): unknown;
  delete(key: string): unknown;
}

/** A lock that several processes, workers or tabs respect, so that one of them renews and the others read its result. */
export interface LockProvider {
  /**
   * Runs `task` while no other holder of the same key runs.
   * @throws the signal's reason when it aborts before the lock is had
   */
  withLock<T>(
    key: string,
    task: () => Promise<T>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<T>;
}

/** Writes a token set for a store. */
export function serialize({
  accessToken,
  tokenType,
  expiresAt,
  scope,
  refreshToken,
  idToken,
}: TokenSet): string {
  return JSON.stringify({ v: 1, accessToken, tokenType, expiresAt, scope, refreshToken, idToken });
}

/** Reads a token set from a store; `undefined` for anything that this version did not write. */
export function deserialize(value: unknown): TokenSet | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const { v, ...set } = JSON.parse(value) as TokenSet & { v: unknown };
    return v === 1 && typeof set.accessToken === 'string' && typeof set.expiresAt === 'number'
      ? guarded(set)
      : undefined;
  } catch {
    return undefined;
  }
}
