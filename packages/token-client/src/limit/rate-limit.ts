/** How token requests for one user are spaced. */
export interface RateLimit {
  /** Token requests per second for one organisation and user. Default 3, below Okta's limit of 4 (refreshes counted). */
  perSecond?: number | undefined;
  /**
   * Names the limit that the requests count against, when it is not "this token endpoint's host and this user": sources with
   * the same key share one spacing.
   */
  key?: string | undefined;
}

const DEFAULT_PER_SECOND = 3;

/** Milliseconds between two requests: the exact share of a second, and 20 more for skew on the way to the server. */
export function spacing(limit: RateLimit | false | undefined): number {
  if (limit === false) return 0;
  return Math.ceil(1000 / (limit?.perSecond ?? DEFAULT_PER_SECOND)) + 20;
}
