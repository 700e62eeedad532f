/**
 * One sign-in on its way: an encrypted cookie that only the callback gets, for ten minutes and one use. It is Lax because
 * the callback is a navigation from the authorization server's site, at which a Strict cookie stays behind.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { baseUrl, CALLBACK_PATH } from './config.js';

export interface Transaction {
  state: string;
  nonce: string;
  codeVerifier: string;
  returnTo: string;
}

/** Seconds. */
const LIFETIME = 600;

/** Without a secret from the settings, a restart ends the sign-ins that are on their way, and nothing else. */
const ownSecret = randomBytes(32).toString('base64url');

/** The Set-Cookie header that begins a sign-in. One cookie each, so that two tabs do not end each other's. */
export function transactionCookie(transaction: Transaction): string {
  const content = seal(JSON.stringify({ ...transaction, expiresAt: Date.now() + LIFETIME * 1000 }));
  return setCookie(transaction.state, content, LIFETIME);
}

/** The Set-Cookie header that ends it: a sign-in is finished once. */
export function endTransaction(state: string): string {
  return setCookie(state, '', 0);
}

/** The sign-in that this browser began with this state; undefined when there is none, or none any more. */
export function readTransaction(cookies: string | undefined, state: string): Transaction | undefined {
  const prefix = `${cookieName(state)}=`;
  const cookie = cookies?.split(/; */).find((candidate) => candidate.startsWith(prefix));
  if (!cookie) return undefined;
  try {
    const { expiresAt, ...transaction } = JSON.parse(unseal(cookie.slice(prefix.length)));
    return expiresAt > Date.now() && transaction.state === state ? transaction : undefined;
  } catch {
    // Not sealed with our key: of an earlier process, or forged.
    return undefined;
  }
}

function setCookie(state: string, value: string, maxAge: number): string {
  const secure = baseUrl().protocol === 'https:' ? '; Secure' : '';
  return `${cookieName(state)}=${value}; Max-Age=${maxAge}; Path=${CALLBACK_PATH}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieName(state: string): string {
  const prefix = baseUrl().protocol === 'https:' ? '__Secure-' : '';
  return `${prefix}sign-in-${state.replace(/[^\w-]/g, '').slice(0, 12)}`;
}

function key(): Buffer {
  const secret = process.env.SESSION_SECRET || ownSecret;
  return Buffer.from(hkdfSync('sha256', secret, '', 'sign-in transaction', 32));
}

/** AES-256-GCM: nobody but this application reads or changes it. */
function seal(text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), iv);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
}

function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}
