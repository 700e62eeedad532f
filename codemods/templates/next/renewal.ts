/** A session's access token, renewed when it ends. */
import { freshAccessToken, type Access, type TokenRecords } from './refresh.js';
import { latest, remember, type Session } from './session-cookie.js';

/** On the global object, because every route is a bundle of its own. */
const place = globalThis as { authRenewals?: Map<string, Promise<Access>> };
const renewals = (place.authRenewals ??= new Map());

/** One refresh, however many requests ask at once. */
export function renew(session: Session): Promise<Access> {
  let flight = renewals.get(session.id);
  if (!flight) {
    flight = freshAccessToken(session.id, recordsOf(session)).finally(() => renewals.delete(session.id));
    renewals.set(session.id, flight);
  }
  return flight;
}

function recordsOf(session: Session): TokenRecords {
  return {
    read: async () => latest(session)?.tokens,
    write: async (id, tokens) => remember(id, tokens, tokens.expiresAt - Date.now()),
    remove: async (id) => remember(id, null),
  };
}
