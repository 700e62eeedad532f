import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../clock.js';
import { TokenConfigurationError } from '../errors.js';
import type { LockProvider } from '../store/token-store.js';

/** Where a file lock lives. */
export interface FileLockOptions {
  /** The directory of the lock files, such as the one of the file store. */
  directory: string;
  /** Milliseconds after which the lock of a process that died is free; a living holder renews it. Default 10,000. */
  stale?: number | undefined;
}

/**
 * A lock between processes of one machine, by proper-lockfile, which the application installs when it wants this.
 * @throws TokenConfigurationError when proper-lockfile is not installed
 */
export function fileLock({ directory, stale = 10_000 }: FileLockOptions): LockProvider {
  return {
    async withLock(key, task, { signal } = {}) {
      const { lock } = await properLockfile();
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = join(directory, key.replace(/[^\w-]/g, '_'));
      const release = await acquire(() => lock(path, { stale, realpath: false, retries: 0 }), signal);
      try {
        return await task();
      } finally {
        // A lock that was lost (the process slept longer than `stale`) is not there to be released.
        await release().catch(() => {});
      }
    },
  };
}

async function acquire(
  lock: () => Promise<() => Promise<void>>,
  signal: AbortSignal | undefined,
): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await lock();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      await systemClock.sleep(20 + Math.random() * 60, signal);
    }
  }
}

async function properLockfile(): Promise<typeof import('proper-lockfile')> {
  try {
    const loaded = await import('proper-lockfile');
    return loaded.default ?? loaded;
  } catch {
    throw new TokenConfigurationError('`fileLock` needs proper-lockfile: npm install proper-lockfile');
  }
}
