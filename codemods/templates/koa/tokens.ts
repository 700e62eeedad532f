/** The tokens of a session, for the code that calls an API as the person who is signed in. */
import type { Context } from 'koa';
import { freshAccessToken, type TokenRecords } from './refresh.js';
import type { Tokens } from './sign-in.js';

/** Milliseconds after which tokens that nobody asked for are forgotten. */
const IDLE = 24 * 60 * 60 * 1000;

const kept = new Map<string, { tokens: Tokens; usedAt: number }>();

/**
 * Beside the session, by an identifier that it holds: a session is written back whole when a request ends, and a slow request
 * would bring a used refresh token back. In memory here: with more than one instance, or to survive a restart, keep them in a
 * store.
 */
export const tokenRecords: TokenRecords = {
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

/**
 * The access token of whoever is signed in here, renewed when it ends; undefined when nobody is, or is any more, or when it
 * cannot be renewed just now.
 */
export async function getAccessToken(context: Context): Promise<string | undefined> {
  const signInId = context.session?.person && context.session.signInId;
  if (!signInId) return undefined;
  const { accessToken, ended } = await freshAccessToken(signInId, tokenRecords);
  // A session does not outlive its tokens (RFC 10017 section 6.1.2).
  if (ended) clear(context);
  return accessToken;
}

/** Takes everything out of the session that is not koa-session's own. */
export function clear(context: Context): void {
  const members = Object.keys(context.session ?? {}).filter((member) => !/^(_|isNew$)/.test(member));
  for (const member of members) delete context.session?.[member];
}
