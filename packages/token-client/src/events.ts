/**
 * What the token client tells its host. Names follow the counters of Duende's AccessTokenManagement, so that dashboards
 * carry over. No event holds a token, a password, a client secret or a user's name.
 */
export type TokenEvent =
  /** A token request is about to be sent; `attempt` counts from 1. */
  | { type: 'token_request'; grant: string; tokenEndpoint: string; attempt: number }
  /** A token request was answered with a token, after `durationMs` milliseconds; `expiresIn` in seconds. */
  | { type: 'token_retrieved'; grant: string; tokenEndpoint: string; durationMs: number; expiresIn: number }
  /** A token request failed for good; `code` and `status` as in `TokenRequestError`. */
  | {
      type: 'token_retrieval_failed';
      grant: string;
      tokenEndpoint: string;
      code: string;
      status: number | undefined;
    }
  /** A token that is at hand was given to a caller. */
  | { type: 'token_reused' }
  /** An access token was renewed with a refresh token; `rotated` when a new refresh token came along. */
  | { type: 'refreshed'; tokenEndpoint: string; rotated: boolean }
  /** The provider refused a refresh token (`invalid_grant`). */
  | { type: 'refresh_rejected'; tokenEndpoint: string; code: string }
  /** The provider answered 429 or 503; the next request waits `waitMs` milliseconds. `limit` as the provider states it. */
  | {
      type: 'rate_limited';
      tokenEndpoint: string;
      status: number;
      waitMs: number;
      limit: number | undefined;
      attempt: number;
    }
  /** An API answered 401 and the request is sent once more with a new token. */
  | { type: 'retry401'; origin: string };

/** Receives events. An exception that it throws is dropped: observing must not break what is observed. */
export type TokenEventListener = (event: TokenEvent) => void;

/** Calls a listener so that its own failure stays its own. */
export function emit(listener: TokenEventListener | undefined, event: TokenEvent): void {
  if (!listener) return;
  try {
    listener(event);
  } catch {
    // See TokenEventListener.
  }
}
