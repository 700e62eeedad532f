/** The tokens of whoever passport knows here: renewed when they end, revoked when the person leaves. */
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { freshAccessToken, type TokenRecords } from './refresh.js';
import { isSameOrigin } from './session.js';
import { endSignIn, type Tokens } from './sign-in.js';

/** What passport and the session put on a request. */
interface Known {
  /** By `signInId` its tokens are found: they are kept beside the session, not in it. */
  user?: Record<string, unknown> & { signInId?: string };
  logout(done: (error?: unknown) => void): void;
  session?: { cookie?: object };
  sessionStore?: Store;
}

/** As express-session has it. */
interface Store {
  get(id: string, done: (error: unknown, record?: { tokens?: Tokens } | null) => void): void;
  set(id: string, record: object, done: (error?: unknown) => void): void;
  destroy(id: string, done: (error?: unknown) => void): void;
}

/** Keeps the tokens of a sign-in; @returns what passport's user has to hold to find them again. */
export async function keepTokens(request: Request, tokens: Tokens): Promise<string> {
  const signInId = randomUUID();
  await recordsOf(request).write(signInId, tokens);
  return signInId;
}

/**
 * Middleware behind passport's session: the user's access token is the present one, whoever reads it afterwards.
 * @param member of the user that holds it
 */
export function renewToken(member: string) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const { user } = known(request);
      if (user?.signInId) {
        const { accessToken, ended } = await freshAccessToken(user.signInId, recordsOf(request));
        // A session does not outlive its tokens (RFC 10017 section 6.1.2).
        if (ended) await logOut(request);
        else user[member] = accessToken;
      }
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** POST /auth/logout: ends the session here, its grant at the authorization server, and the session there. */
export async function signOut(request: Request, response: Response, next: NextFunction): Promise<void> {
  // Another site could end the session otherwise.
  if (!isSameOrigin(request.headers)) return void response.sendStatus(403);
  try {
    const records = recordsOf(request);
    const signInId = known(request).user?.signInId;
    const tokens = signInId ? await records.read(signInId) : undefined;
    // Our own session first: it ends, whatever the authorization server answers.
    if (signInId) await records.remove(signInId);
    await logOut(request);
    response.set('Cache-Control', 'no-store').redirect(303, await endSignIn(tokens));
  } catch (error) {
    next(error);
  }
}

function logOut(request: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    known(request).logout((error) => (error ? reject(error) : resolve())),
  );
}

/** In the session's store; a session that is all in a cookie has none, then in memory, where a restart ends it. */
function recordsOf(request: Request): TokenRecords {
  const { sessionStore: store, session } = known(request);
  if (!store) return inMemory;
  const key = (signInId: string) => `tokens:${signInId}`;
  return {
    read: (signInId) =>
      new Promise((resolve, reject) =>
        store.get(key(signInId), (error, record) => (error ? reject(error) : resolve(record?.tokens))),
      ),
    write: (signInId, tokens) =>
      new Promise((resolve, reject) =>
        store.set(key(signInId), { cookie: session?.cookie, tokens }, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    remove: (signInId) =>
      new Promise((resolve, reject) =>
        store.destroy(key(signInId), (error) => (error ? reject(error) : resolve())),
      ),
  };
}

const kept = new Map<string, { tokens: Tokens; usedAt: number }>();
/** Milliseconds after which tokens that nobody asked for are forgotten. */
const IDLE = 24 * 60 * 60 * 1000;

const inMemory: TokenRecords = {
  async read(signInId) {
    const record = kept.get(signInId);
    if (record) record.usedAt = Date.now();
    return record?.tokens;
  },
  async write(signInId, tokens) {
    for (const [id, { usedAt }] of kept) if (usedAt < Date.now() - IDLE) kept.delete(id);
    kept.set(signInId, { tokens, usedAt: Date.now() });
  },
  async remove(signInId) {
    kept.delete(signInId);
  },
};

function known(request: Request): Known {
  return request as unknown as Known;
}
