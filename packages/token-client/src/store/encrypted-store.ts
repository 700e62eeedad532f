import { TokenConfigurationError } from '../errors.js';
import type { TokenStore } from './token-store.js';

/**
 * Encrypts what a store holds, with AES-256-GCM (WebCrypto). The entry's key is authenticated along with it, so that nobody who
 * can write to the store can put one entry in the place of another. An entry that does not decrypt (another key, damaged,
 * moved) is an absent entry.
 *
 * @param key 32 random bytes, or a CryptoKey for AES-GCM
 * @throws TokenConfigurationError when the key has another length
 */
export function encryptedStore(store: TokenStore, key: Uint8Array | CryptoKey): TokenStore {
  const cipher = importKey(key);
  // Reported by the operation that needs it.
  cipher.catch(() => {});
  return {
    async get(name) {
      const value = await store.get(name);
      if (typeof value !== 'string') return undefined;
      const algorithm = parametersOf(name);
      try {
        const bytes = fromBase64(value);
        const plain = await crypto.subtle.decrypt(
          { ...algorithm, iv: bytes.slice(0, IV_BYTES) },
          await cipher,
          bytes.slice(IV_BYTES),
        );
        return new TextDecoder().decode(plain);
      } catch (error) {
        if (error instanceof TokenConfigurationError) throw error;
        return undefined;
      }
    },
    async set(name, value, ttl) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const plain = new TextEncoder().encode(value);
      const sealed = await crypto.subtle.encrypt({ ...parametersOf(name), iv }, await cipher, plain);
      return store.set(name, toBase64(iv, new Uint8Array(sealed)), ttl);
    },
    delete: (name) => store.delete(name),
  };
}

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const IV_BYTES = 12;

function parametersOf(name: string) {
  return { name: 'AES-GCM', additionalData: new TextEncoder().encode(name) };
}

async function importKey(key: Uint8Array | CryptoKey): Promise<CryptoKey> {
  if (!(key instanceof Uint8Array)) return key;
  if (key.length !== 32)
    throw new TokenConfigurationError(
      'The encryption key must have 32 bytes; make it with a secure generator.',
    );
  return crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function toBase64(...parts: Uint8Array[]): string {
  return btoa(parts.map((part) => String.fromCharCode(...part)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
