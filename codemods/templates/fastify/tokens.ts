/** The tokens of a session, for the code that calls an API as the person who is signed in. */
import type { FastifyRequest, Session } from 'fastify';
import { freshAccessToken, type TokenRecords } from './refresh.js';
import type { Person, Tokens } from './sign-in.js';

declare module 'fastify' {
  interface Session {
    person?: Person;
    tokens?: Tokens;
  }
}

/**
 * Beside the session in its store, not in it: a session is written back whole when a request ends, and a slow request would
 * bring a used refresh token back.
 */
export function tokenRecords({ sessionStore, session }: FastifyRequest): TokenRecords {
  const key = (sessionId: string) => `tokens:${sessionId}`;
  const { cookie } = session;
  return {
    read: (sessionId) =>
      new Promise((resolve, reject) =>
        sessionStore.get(key(sessionId), (error, record) =>
          error ? reject(error) : resolve(record?.tokens),
        ),
      ),
    write: (sessionId, tokens) =>
      new Promise((resolve, reject) =>
        sessionStore.set(key(sessionId), { cookie, tokens } as Session, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    remove: (sessionId) =>
      new Promise((resolve, reject) =>
        sessionStore.destroy(key(sessionId), (error) => (error ? reject(error) : resolve())),
      ),
  };
}

/**
 * The access token of whoever is signed in here, renewed when it ends; undefined when nobody is, or is any more, or when it
 * cannot be renewed just now.
 */
export async function getAccessToken(request: FastifyRequest): Promise<string | undefined> {
  if (!request.session?.person) return undefined;
  const { accessToken, ended } = await freshAccessToken(request.session.sessionId, tokenRecords(request));
  // A session does not outlive its tokens (RFC 10017 section 6.1.2).
  if (ended) await newSession(request);
  return accessToken;
}

/** An empty session in the place of the old one, which @fastify/session itself takes out of the store from version 11 on. */
export async function newSession(request: FastifyRequest): Promise<void> {
  const { sessionId } = request.session;
  await request.session.regenerate();
  await new Promise<void>((resolve, reject) =>
    request.sessionStore.destroy(sessionId, (error) => (error ? reject(error) : resolve())),
  );
}
