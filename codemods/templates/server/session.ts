/** What a session's cookie looks like, and which requests and addresses may be trusted with it. */
import { baseUrl } from './config.js';

/** `__Host-`: this host alone, over TLS alone, for every path (RFC 10017 section 6.1.3.2). */
export function sessionCookieName(): string {
  return baseUrl().protocol === 'https:' ? '__Host-session' : 'session';
}

/** Strict: no other site can send a request with the session, not even a link. */
export function sessionCookie() {
  return {
    httpOnly: true,
    secure: baseUrl().protocol === 'https:',
    sameSite: 'strict' as const,
    path: '/',
  };
}

/** A path of this application, whatever was asked for: `//host` and `/\host` lead to others (RFC 9700 section 4.11.1). */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const base = baseUrl();
  // The browser drops tabs and line ends before it looks; so does this parser.
  const url = new URL(value, base);
  const isOwn = url.origin === base.origin && !url.pathname.startsWith('//');
  return isOwn && !url.pathname.startsWith('/auth/') ? url.pathname + url.search : '/';
}

/** Whether a request that changes something comes from a page of this application (RFC 10017 section 6.1.3.3). */
export function isSameOrigin(headers: Record<string, string | string[] | undefined>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === baseUrl().origin;
}
