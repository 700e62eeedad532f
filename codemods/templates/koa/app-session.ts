/** The session of a browser: an identifier in a cookie, everything else on this server. */
import { randomBytes } from 'node:crypto';
import type Koa from 'koa';
import session from 'koa-session';
import { sessionCookie, sessionCookieName } from './session.js';
import { sessionStore } from './session-store.js';

export function appSession(app: Koa) {
  app.keys ??= [process.env.SESSION_SECRET || randomBytes(32).toString('base64url')];
  const cookie = sessionCookie();
  // TLS ends before this server as a rule: the proxy says whether the browser used it.
  if (cookie.secure) app.proxy = true;
  return session({ key: sessionCookieName(), ...cookie, store: sessionStore }, app);
}
