import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Keyv from 'keyv';
import { encryptedStore, TokenConfigurationError, type TokenStore } from '../src/index.js';
import { fileStore } from '../src/node/index.js';
import { temporaryDirectory } from './support/temporary-directory.js';

let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => void (directory = temporaryDirectory()));
afterEach(() => directory.remove());

const key = () => crypto.getRandomValues(new Uint8Array(32));
const SECRET = '{"accessToken":"very-secret"}';

describe.each<[string, () => TokenStore]>([
  ['a Map', () => new Map()],
  ['Keyv', () => new Keyv()],
  ['an encrypted Map', () => encryptedStore(new Map(), key())],
  ['files', () => fileStore({ directory: join(directory.path, 'tokens') })],
])('%s is a store', (_, make) => {
  test('what was set is got until it is deleted', async () => {
    const store = make();
    expect(await store.get('a')).toBeUndefined();
    await store.set('a', SECRET, 60_000);
    await store.set('b', 'other', 60_000);
    expect(await store.get('a')).toBe(SECRET);
    await store.set('a', 'newer', 60_000);
    expect(await store.get('a')).toBe('newer');
    await store.delete('a');
    expect(await store.get('a')).toBeUndefined();
    expect(await store.get('b')).toBe('other');
  });
});

describe('encryption', () => {
  test('hides the value; another key, a damaged entry and a swapped entry read as absent', async () => {
    const inner = new Map<string, string>();
    const store = encryptedStore(inner, key());
    await store.set('ann', SECRET);
    await store.set('bob', SECRET);
    expect([...inner.values()].join()).not.toContain('secret');
    expect(inner.get('ann')).not.toBe(inner.get('bob'));
    expect(await encryptedStore(inner, key()).get('ann')).toBeUndefined();
    inner.set('ann', inner.get('bob')!);
    expect(await store.get('ann')).toBeUndefined();
    inner.set('bob', inner.get('bob')!.slice(0, -6));
    expect(await store.get('bob')).toBeUndefined();
  });

  test('a key of another length is refused', async () => {
    const store = encryptedStore(new Map(), new Uint8Array(16));
    await expect(store.set('a', SECRET)).rejects.toThrow(TokenConfigurationError);
  });
});

describe('files', () => {
  test('are encrypted, for their owner alone, and never half written', async () => {
    const store = fileStore({ directory: directory.path });
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.set('a', `${SECRET}${index}`)));
    const names = readdirSync(directory.path);
    expect(names.sort()).toEqual(['a.token', 'key']);
    for (const name of names) {
      expect(statSync(join(directory.path, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(directory.path, name), 'utf8')).not.toContain('secret');
    }
    expect(await store.get('a')).toContain(SECRET);
    writeFileSync(join(directory.path, 'a.token'), 'half');
    expect(await store.get('a')).toBeUndefined();
  });

  test('another process reads them with the key beside them, and not with a key of its own', async () => {
    await fileStore({ directory: directory.path }).set('a', SECRET);
    expect(await fileStore({ directory: directory.path }).get('a')).toBe(SECRET);
    expect(await fileStore({ directory: directory.path, encryptionKey: key() }).get('a')).toBeUndefined();
  });

  test('a key cannot lead out of the directory', async () => {
    await fileStore({ directory: directory.path }).set('../../escape', SECRET);
    expect(readdirSync(directory.path).sort()).toEqual(['______escape.token', 'key']);
  });
});
