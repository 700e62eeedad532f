import type { Expiry } from '../cache/held-token.js';
import type { TokenEventListener } from '../events.js';
import type { RateLimit } from '../limit/rate-limit.js';
import type { Retry } from '../request/attempts.js';
import type { Fetch } from './wire.js';

/** Settings of all keyed calls and transports of a process; each has a default that suits migrated code. */
export interface KeyedSettings extends Expiry {
  /** Spacing of requests for one user. Default: 3 a second for grants of a user, none for `client_credentials`; `false` for none. */
  rateLimit?: RateLimit | false | undefined;
  /** What to do after 429 and 503. Transports leave that to the application, as before. */
  retry?: Retry | undefined;
  /** How many different token requests are remembered; the least recently used is forgotten first. Default 1000. */
  maxEntries?: number | undefined;
  /** Default: `globalThis.fetch` at the moment of the request. */
  fetch?: Fetch | undefined;
  onEvent?: TokenEventListener | undefined;
}

/** What can be done with everything that is remembered. */
export interface Forgetful {
  invalidate(accessToken: string): void;
  clear(): void;
}

let settings: KeyedSettings = {};
const remembered: Forgetful[] = [];

/** The settings in force. */
export const currentSettings = (): KeyedSettings => settings;

/** Lets `invalidateAccessToken` and `clearTokenCache` reach one more place where tokens are remembered. */
export function remember<T extends Forgetful>(place: T): T {
  remembered.push(place);
  return place;
}

/**
 * Changes settings of all keyed calls and transports from here on, such as `onEvent`, `rateLimit` and `retry`. Call it at start-up.
 */
export function configureTokenRequests(next: KeyedSettings): void {
  settings = { ...settings, ...next };
}

/** Stops reusing an access token that an API refused (401); the next call with its arguments asks for a new one. */
export function invalidateAccessToken(accessToken: string): void {
  for (const place of remembered) place.invalidate(accessToken);
}

/** Forgets every token of keyed calls and transports, and what was sent so far. For tests that mock the token endpoint. */
export function clearTokenCache(): void {
  for (const place of remembered) place.clear();
}
