// The limit that grant-migrate exists for: Okta allows four token requests a second for one user, refreshes counted, on
// every authorization server of an organization together, and nobody can raise it (developer.okta.com, rl2-limits).

/** Milliseconds over which requests are counted. Okta states its limit per second. */
const WINDOW = 1000;

/**
 * @typedef {object} Verdict
 * @property {boolean} allowed
 * @property {number} limit requests allowed in one window
 * @property {number} remaining requests left in the current window
 * @property {number} reset when a request is free again, in UTC epoch seconds, as Okta's X-Rate-Limit-Reset says it
 */

/**
 * A sliding window per key. Refused requests do not count, so a client that waits for `reset` is served.
 * @param {{ perSecond: number, now?: () => number }} options `now` in epoch milliseconds, for tests that own the time
 */
export function createRateLimit({ perSecond, now = Date.now }) {
  let limit = perSecond;
  /** @type {Map<string, number[]>} arrival times of accepted requests, oldest first */
  const accepted = new Map();
  return {
    /** @param {string} key @returns {Verdict} */
    take(key) {
      const time = now();
      const recent = (accepted.get(key) ?? []).filter((at) => time - at < WINDOW);
      const allowed = recent.length < limit;
      if (allowed) recent.push(time);
      accepted.set(key, recent);
      const oldest = recent[0] ?? time;
      return {
        allowed,
        limit,
        remaining: Math.max(0, limit - recent.length),
        reset: Math.ceil((oldest + WINDOW) / 1000),
      };
    },
    /** @param {number} value requests per second and key; Infinity switches the limit off */
    setPerSecond(value) {
      limit = value;
    },
    reset() {
      accepted.clear();
    },
  };
}

/** The body that Okta sends with a 429 (error E0000047). It is no OAuth error: clients that expect RFC 6749 5.2 trip on it. */
export function tooManyRequestsBody() {
  return {
    errorCode: 'E0000047',
    errorSummary: 'API call exceeded rate limit due to too many requests.',
    errorLink: 'E0000047',
    errorId: 'oae-local-authorization-server',
    errorCauses: [],
  };
}

/**
 * Okta's three headers, on every answer. There is no Retry-After: clients have to compute the wait from Reset and Date.
 * @param {Verdict} verdict
 * @returns {Record<string, string>}
 */
export function rateLimitHeaders({ limit, remaining, reset }) {
  if (!Number.isFinite(limit)) return {};
  return {
    'X-Rate-Limit-Limit': String(limit),
    'X-Rate-Limit-Remaining': String(remaining),
    'X-Rate-Limit-Reset': String(reset),
  };
}
