/**
 * Keeps sessions on this server, and an identifier in the cookie: a session that is in the cookie itself cannot be ended, a
 * copy of it goes on working. In memory here: with more than one instance, or to survive a restart, use a database.
 */

const sessions = new Map<string, { session: object; endsAt: number }>();

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

export const sessionStore = {
  async get(id: string): Promise<object | undefined> {
    const kept = sessions.get(id);
    return kept && kept.endsAt > Date.now() ? kept.session : undefined;
  },
  async set(id: string, session: object, maxAge?: number | 'session'): Promise<void> {
    for (const [other, { endsAt }] of sessions) if (endsAt <= Date.now()) sessions.delete(other);
    sessions.set(id, { session, endsAt: Date.now() + (typeof maxAge === 'number' ? maxAge : DAY) });
  },
  async destroy(id: string): Promise<void> {
    sessions.delete(id);
  },
};
