/** The session of a browser: an identifier in a cookie, everything else on this server. */
import { randomBytes } from 'node:crypto';
import session from 'express-session';
import { sessionCookie, sessionCookieName } from './session.js';

/** Sessions are kept in memory here: with more than one instance, or to survive a restart, give it a store. */
export function appSession() {
  const cookie = sessionCookie();
  return session({
    name: sessionCookieName(),
    secret: process.env.SESSION_SECRET || randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    // TLS ends before this server as a rule: the proxy says whether the browser used it.
    proxy: cookie.secure,
    cookie,
  });
}
