import { systemClock } from '../clock.js';
import type { LockProvider } from '../store/token-store.js';

/** Sends one Redis command: `(args) => client.sendCommand(args)` for node-redis, `([c, ...a]) => client.call(c, ...a)` for ioredis. */
export type RedisCommand = (args: string[]) => Promise<unknown>;

/** How a Redis lock waits and ends. */
export interface RedisLockOptions {
  /** Milliseconds after which the lock of a process that died is free. Longer than a token request with its retries. Default 90,000. */
  lease?: number | undefined;
  /** Milliseconds between two tries. Default 100, with jitter. */
  poll?: number | undefined;
}

// Only the holder gives the lock back: after the lease it may be somebody else's.
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end`;

/** A lock between processes and hosts that share one Redis (`SET NX PX` with a random holder). */
export function redisLock(
  send: RedisCommand,
  { lease = 90_000, poll = 100 }: RedisLockOptions = {},
): LockProvider {
  return {
    async withLock(key, task, { signal } = {}) {
      const name = `grant-migrate:lock:${key}`;
      const holder = crypto.randomUUID();
      while ((await send(['SET', name, holder, 'NX', 'PX', String(lease)])) === null)
        await systemClock.sleep(poll * (0.5 + Math.random()), signal);
      try {
        return await task();
      } finally {
        await send(['EVAL', RELEASE, '1', name, holder]).catch(() => {});
      }
    },
  };
}
