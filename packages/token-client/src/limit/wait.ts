/** How long to wait after a 429 or 503, by the server's word alone. */
export interface WaitOptions {
  /** How many attempts were made, from 1. */
  attempt: number;
  /** A number from 0 up to 1; waiters must not wake together. */
  random: () => number;
}

/**
 * Milliseconds until the next attempt, jitter included.
 *
 * Order: `Retry-After` (RFC 9110 section 10.2.3), then the reset header **minus the server's own `Date`**, plus one second
 * (as Okta's SDK does): the local clock may be minutes off. Without a `Date`, or with a header that was sent twice, the
 * server's word is not usable and the wait grows exponentially from one second.
 *
 * A reset header beside a remaining count above 0 speaks of another bucket (Okta's organisation-wide one, up to a minute
 * away) while the per-user limit of four a second was hit: then one to two seconds are enough.
 */
export function waitAfterRefusal(headers: Headers, { attempt, random }: WaitOptions): number {
  const wait = retryAfter(headers) ?? untilReset(headers, random) ?? 1000 * 2 ** Math.min(attempt - 1, 5);
  return Math.ceil(wait + random() * Math.max(250, wait / 10));
}

/** The limit that the provider states in its headers, in requests per its window. */
export function statedLimit(headers: Headers): number | undefined {
  return numberIn(headers, ['x-rate-limit-limit', 'x-ratelimit-limit', 'ratelimit-limit']);
}

function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = serverDate(headers);
  const until = Date.parse(value);
  return date === undefined || Number.isNaN(until) ? undefined : Math.max(0, until - date);
}

function untilReset(headers: Headers, random: () => number): number | undefined {
  const reset = numberIn(headers, ['x-rate-limit-reset', 'x-ratelimit-reset', 'ratelimit-reset']);
  if (reset === undefined) return undefined;
  const remaining = numberIn(headers, [
    'x-rate-limit-remaining',
    'x-ratelimit-remaining',
    'ratelimit-remaining',
  ]);
  if (remaining !== undefined && remaining > 0) return 1000 + random() * 1000;
  // RateLimit-Reset of the IETF draft counts seconds from now; the others are seconds since the epoch.
  if (reset < 1e8) return reset * 1000 + 1000;
  const date = serverDate(headers);
  return date === undefined ? undefined : Math.max(0, reset * 1000 - date) + 1000;
}

function serverDate(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** A header's number; a header that was sent twice arrives joined by a comma and is no number. */
function numberIn(headers: Headers, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = headers.get(name)?.trim();
    if (value && /^\d+(\.\d+)?$/.test(value)) return Number(value);
  }
  return undefined;
}
