/** The tokens of a session, for the code that calls an API as the person who is signed in. */
import type { Request } from 'express';
import type { Cookie, SessionData, Store } from 'express-session';
import { freshAccessToken, type TokenRecords } from './refresh.js';
import type { Person, Tokens } from './sign-in.js';

declare module 'express-session' {
  interface SessionData {
    person?: Person;
    tokens?: Tokens;
  }
}

/**
 * Beside the session in its store, not in it: a session is written back whole when a request ends, and a slow request would
 * bring a used refresh token back.
 */
export function tokenRecords(store: Store, cookie: Cookie): TokenRecords {
  const key = (sessionId: string) => `tokens:${sessionId}`;
  return {
    read: (sessionId) =>
      new Promise((resolve, reject) =>
        store.get(key(sessionId), (error, record) => (error ? reject(error) : resolve(record?.tokens))),
      ),
    write: (sessionId, tokens) =>
      new Promise((resolve, reject) =>
        store.set(key(sessionId), { cookie, tokens } as SessionData, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    remove: (sessionId) =>
      new Promise((resolve, reject) =>
        store.destroy(key(sessionId), (error) => (error ? reject(error) : resolve())),
      ),
  };
}

/**
 * The access token of whoever is signed in here, renewed when it ends; undefined when nobody is, or is any more, or when it
 * cannot be renewed just now.
 */
export async function getAccessToken(request: Request): Promise<string | undefined> {
  if (!request.session?.person) return undefined;
  const records = tokenRecords(request.sessionStore, request.session.cookie);
  const { accessToken, ended } = await freshAccessToken(request.sessionID, records);
  // A session does not outlive its tokens (RFC 10017 section 6.1.2).
  if (ended) await inSession(request, 'regenerate');
  return accessToken;
}

/** `regenerate`: a new and empty session takes the place of the old one. */
export function inSession(request: Request, action: 'regenerate' | 'destroy'): Promise<void> {
  return new Promise((resolve, reject) =>
    request.session[action]((error: unknown) => (error ? reject(error) : resolve())),
  );
}
