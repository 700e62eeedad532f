// Counts of what the server was asked, so that tests assert numbers of requests and never times.

/**
 * @typedef {object} Stats
 * @property {number} tokenRequests every request at the token endpoint, refused ones included
 * @property {Record<string, number>} byGrant token requests by grant_type
 * @property {Record<string, number>} byUser token requests by user; client credentials have none
 * @property {Record<string, number>} byClient token requests by client_id
 * @property {Record<string, number>} byStatus token requests by HTTP status of the answer
 * @property {number} s429 token requests answered 429
 * @property {{ calls: number, byUser: Record<string, number>, byStatus: Record<string, number> }} api calls of the orders API
 */

/** @returns {Stats} */
export function createStats() {
  return {
    tokenRequests: 0,
    byGrant: {},
    byUser: {},
    byClient: {},
    byStatus: {},
    s429: 0,
    api: { calls: 0, byUser: {}, byStatus: {} },
  };
}

/** Back to zero in place, because callers hold the object. @param {Stats} stats */
export function resetStats(stats) {
  Object.assign(stats, createStats());
}

/** @param {Stats} stats @param {{ grant?: string, user?: string, client?: string, status: number }} request */
export function countTokenRequest(stats, { grant, user, client, status }) {
  stats.tokenRequests += 1;
  increment(stats.byGrant, grant ?? 'none');
  if (user !== undefined) increment(stats.byUser, user);
  if (client !== undefined) increment(stats.byClient, client);
  increment(stats.byStatus, String(status));
  if (status === 429) stats.s429 += 1;
}

/** @param {Stats} stats @param {{ user?: string, status: number }} call */
export function countApiCall(stats, { user, status }) {
  stats.api.calls += 1;
  if (user !== undefined) increment(stats.api.byUser, user);
  increment(stats.api.byStatus, String(status));
}

/** @param {Record<string, number>} counts @param {string} key */
function increment(counts, key) {
  counts[key] = (counts[key] ?? 0) + 1;
}
