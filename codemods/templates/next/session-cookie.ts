/**
 * The session: sealed into cookies that this application alone can read. The server keeps no list of sessions. The middleware
 * reads them, too, so that nothing is imported here that runs on Node alone.
 */
import { EncryptJWT, jwtDecrypt } from 'jose';
import { setting } from './config.js';
import { sessionCookie, sessionCookieName } from './session.js';
import type { Person, Tokens } from './sign-in.js';

export interface Session {
  id: string;
  person: Person;
  tokens: Tokens;
}

export interface Cookie {
  name: string;
  value: string;
}

/** Seconds from the last renewal on. */
const LIFETIME = 86_400;
/** Browsers take 4096 bytes a cookie, its name and flags counted; three tokens may need more. */
const PART = 3800;

/**
 * What this process knows better than cookies that are still on their way: tokens that were renewed meanwhile, or null for a
 * session that ended. On the global object, because every route is a bundle of its own.
 */
type Known = Map<string, { tokens: Tokens | null; until: number }>;

const place = globalThis as { authSessions?: Known };
const known: Known = (place.authSessions ??= new Map());

/** The session of these cookies; undefined when there is none, when it is not ours, or when it ended. */
export async function readSession(cookies: readonly Cookie[]): Promise<Session | undefined> {
  const sealed = parts(cookies)
    .map(({ value }) => value)
    .join('');
  if (!sealed) return undefined;
  try {
    const { payload } = await jwtDecrypt<{ session: Session }>(sealed, await key());
    return latest(payload.session);
  } catch {
    // Sealed with another key, cut off, or older than its lifetime.
    return undefined;
  }
}

/** The session with the tokens that it has by now. */
export function latest(session: Session): Session | undefined {
  const entry = known.get(session.id);
  if (!entry) return session;
  if (entry.tokens === null) return undefined;
  return entry.tokens.expiresAt > session.tokens.expiresAt ? { ...session, tokens: entry.tokens } : session;
}

/** Ends a session in this process, also for whoever kept its cookies. */
export function forget(session: Session): void {
  remember(session.id, null);
}

/** Cookies that hold the session, and empty ones in the place of those that it no longer needs. */
export async function sessionCookies(
  session: Session | undefined,
  before: readonly Cookie[],
): Promise<Cookie[]> {
  const sealed = session ? await seal(session) : '';
  const cookies: Cookie[] = [];
  for (let index = 0; index * PART < sealed.length; index += 1)
    cookies.push({ name: partName(index), value: sealed.slice(index * PART, (index + 1) * PART) });
  for (const { name } of parts(before))
    if (!cookies.some((cookie) => cookie.name === name)) cookies.push({ name, value: '' });
  return cookies;
}

export function cookieOptions({ value }: Cookie) {
  return { ...sessionCookie(), maxAge: value === '' ? 0 : LIFETIME };
}

/** As a Set-Cookie header. */
export function setCookie(cookie: Cookie): string {
  const { secure, maxAge, path } = cookieOptions(cookie);
  const flags = `Max-Age=${maxAge}; Path=${path}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return `${cookie.name}=${cookie.value}; ${flags}`;
}

/** The tokens of a session from here on, null when it has ended. @param lifetime milliseconds that this matters */
export function remember(id: string, tokens: Tokens | null, lifetime: number = LIFETIME * 1000): void {
  const now = Date.now();
  for (const [other, { until }] of known) if (until < now) known.delete(other);
  known.set(id, { tokens, until: now + lifetime });
}

function partName(index: number): string {
  return index === 0 ? sessionCookieName() : `${sessionCookieName()}.${index}`;
}

function parts(cookies: readonly Cookie[]): Cookie[] {
  const found: Cookie[] = [];
  for (;;) {
    const part = cookies.find(({ name }) => name === partName(found.length));
    if (!part) return found;
    found.push(part);
  }
}

async function seal(session: Session): Promise<string> {
  return new EncryptJWT({ session })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME}s`)
    .encrypt(await key());
}

async function key(): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(setting('SESSION_SECRET'));
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode('session cookie');
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256));
}
