import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encryptedStore } from '../store/encrypted-store.js';
import type { TokenStore } from '../store/token-store.js';

/** Where a file store lives. */
export interface FileStoreOptions {
  /** The directory; made with mode 0700 when it is not there. */
  directory: string;
  /**
   * 32 bytes that encrypt the files, best from the system's keychain. Without it a key is made beside the files (`key`, mode
   * 0600): that protects copies of single files, not against somebody who can read the directory.
   */
  encryptionKey?: Uint8Array | undefined;
}

/**
 * Keeps tokens between runs of a command-line tool: one file for each key, encrypted, readable by its owner alone, and replaced
 * in one step, so that a crash leaves the old or the new file and never half of one.
 */
export function fileStore({ directory, encryptionKey }: FileStoreOptions): TokenStore {
  const pathOf = (key: string) => join(directory, `${key.replace(/[^\w-]/g, '_')}.token`);
  const files: TokenStore = {
    get: (key) => readIfThere(pathOf(key)).then((bytes) => bytes?.toString()),
    set: (key, value) => writeWhole(directory, pathOf(key), value),
    delete: (key) => rm(pathOf(key), { force: true }),
  };
  let encrypted: Promise<TokenStore> | undefined;
  const store = () =>
    (encrypted ??= (async () => encryptedStore(files, encryptionKey ?? (await keyIn(directory))))());
  return {
    get: async (key) => (await store()).get(key),
    set: async (key, value, ttl) => (await store()).set(key, value, ttl),
    delete: (key) => files.delete(key),
  };
}

/** Several processes may start at once: whoever creates the file first has made the key, all others read it. */
async function keyIn(directory: string): Promise<Uint8Array> {
  const path = join(directory, 'key');
  const there = await readIfThere(path);
  if (there) return new Uint8Array(there);
  await makeDirectory(directory);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(32));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return whenWritten(path);
}

/** The file appears a moment before its 32 bytes. */
async function whenWritten(path: string): Promise<Uint8Array> {
  for (let tries = 0; tries < 100; tries++) {
    const bytes = await readFile(path);
    if (bytes.length === 32) return new Uint8Array(bytes);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${path} does not hold a key of 32 bytes: delete it, and sign in again.`);
}

async function writeWhole(directory: string, path: string, text: string): Promise<void> {
  await makeDirectory(directory);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const makeDirectory = (directory: string) => mkdir(directory, { recursive: true, mode: 0o700 });

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
