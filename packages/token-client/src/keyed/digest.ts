/** Text to a digest that says nothing about the text. Synchronous where the runtime has a synchronous hash. */
export type Digest = (text: string) => string | Promise<string>;

type OneShotHash = (algorithm: 'sha256', data: string, encoding: 'base64') => string;

/**
 * Makes a digest with a key of its own, which is random and never leaves the process: nobody can test guesses of a password
 * against a digest that leaks.
 *
 * In Node it is SHA-256 in an envelope, H(k1 ‖ text ‖ k2), with two independent keys of 128 bits: one call of the one-shot
 * `crypto.hash`, a fifth of the time of an HMAC object, and this runs on every hit. The hash is asked for at run time, so that the
 * package imports no Node built-in. Elsewhere it is WebCrypto's HMAC-SHA-256.
 */
export function createDigest(): Digest {
  const hash = nodeHash();
  if (hash) {
    const first = randomKey();
    const last = randomKey();
    return (text) => hash('sha256', first + text + last, 'base64');
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const key = crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  return async (text) => {
    const bytes = await crypto.subtle.sign(algorithm, await key, new TextEncoder().encode(text));
    return String.fromCharCode(...new Uint8Array(bytes));
  };
}

function nodeHash(): OneShotHash | undefined {
  const host = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }).process;
  return (host?.getBuiltinModule?.('node:crypto') as { hash?: OneShotHash } | undefined)?.hash;
}

/** 128 random bits as text. */
function randomKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
