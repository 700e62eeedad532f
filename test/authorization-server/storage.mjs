// Where the provider keeps tokens, sessions and clients added later: one map per server, so that servers in one process
// do not share, and so that a test can take everything back at once. (The provider's own adapter shares one small cache.)

/** Models of oidc-provider that are revoked together with the grant they belong to. */
const OF_A_GRANT = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode']);

/** @typedef {{ payload: Record<string, unknown>, expiresAt: number }} Entry */

/**
 * @returns {{ adapter: (model: string) => any, revokeAll: () => void, secrets: Set<string>,
 *   liveRefreshTokens: (user: string) => number }}
 */
export function createStorage() {
  /** @type {Map<string, Map<string, Entry>>} entries by model, then by identifier */
  const models = new Map();
  /** Every token and code that was ever given out; they are stored under their own values. @type {Set<string>} */
  const secrets = new Set();

  /** @param {string} model */
  function entriesOf(model) {
    const entries = models.get(model) ?? new Map();
    models.set(model, entries);
    return entries;
  }

  /** The adapter interface of oidc-provider, one object per model. @param {string} model */
  function adapter(model) {
    const entries = entriesOf(model);
    /** @param {string} id */
    const find = (id) => {
      const entry = entries.get(id);
      return entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined;
    };
    /** @param {(payload: any) => boolean} matches */
    const findWhere = (matches) => [...entries.values()].map(({ payload }) => payload).find(matches);
    return {
      find: async (/** @type {string} */ id) => find(id),
      findByUid: async (/** @type {string} */ uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (/** @type {string} */ code) => findWhere((payload) => payload.userCode === code),
      async upsert(
        /** @type {string} */ id,
        /** @type {Record<string, unknown>} */ payload,
        /** @type {number} */ expiresIn,
      ) {
        if (OF_A_GRANT.has(model)) secrets.add(id);
        entries.set(id, { payload, expiresAt: expiresIn > 0 ? Date.now() + expiresIn * 1000 : Infinity });
      },
      async consume(/** @type {string} */ id) {
        const payload = find(id);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (/** @type {string} */ id) => void entries.delete(id),
      async revokeByGrantId(/** @type {string} */ grantId) {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      },
    };
  }

  /** Ends every token and grant, as an administrator's "revoke all" does; registered clients stay. */
  function revokeAll() {
    for (const model of [...OF_A_GRANT, 'Grant', 'ClientCredentials', 'Session']) entriesOf(model).clear();
  }

  /** How many refresh tokens a user has that still work. @param {string} user */
  function liveRefreshTokens(user) {
    const tokens = [...entriesOf('RefreshToken').values()].map(({ payload }) => payload);
    return tokens.filter((payload) => payload.accountId === user && payload.consumed === undefined).length;
  }

  return { adapter, revokeAll, secrets, liveRefreshTokens };
}
