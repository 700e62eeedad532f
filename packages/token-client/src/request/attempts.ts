import type { Clock } from '../clock.js';
import { RateLimitedError, TokenRequestError } from '../errors.js';
import { emit, type TokenEventListener } from '../events.js';
import type { Lanes } from '../limit/lane.js';
import { statedLimit, waitAfterRefusal } from '../limit/wait.js';
import type { TokenAnswer } from './answer.js';

/** When a refused token request is sent again. */
export interface Retry {
  /** How many times a request is sent again after 429 or 503. Default 4. */
  limit?: number | undefined;
  /** Milliseconds; a provider that asks for a longer wait gets no further attempt. Default 60,000. */
  maxDelay?: number | undefined;
}

/** What attempts share. */
export interface AttemptContext {
  clock: Clock;
  lanes: Lanes;
  lane: { key: string; interval: number };
  retry?: Retry | undefined;
  /** False while a valid token is at hand: then nobody waits for the provider. */
  patient: boolean;
  random: () => number;
  onEvent?: TokenEventListener | undefined;
  grant: string;
  tokenEndpoint: string;
}

/**
 * Sends a token request in its lane, and again after 429 and 503 alone: any other refusal is final, and after a network error
 * nobody knows whether the server has acted (a replayed refresh token can end the whole grant).
 *
 * @throws RateLimitedError when the provider keeps refusing or asks for too long a wait
 * @throws TokenRequestError for every other failure
 */
export async function requestInLane(
  context: AttemptContext,
  send: () => Promise<Omit<TokenAnswer, 'sentAt'>>,
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const { clock, lanes, lane, random, onEvent, grant, tokenEndpoint } = context;
  const { limit = 4, maxDelay = 60_000 } = context.retry ?? {};
  const paused = context.patient ? 0 : lanes.pausedFor(lane.key);
  if (paused > 0) throw heldBack(tokenEndpoint, paused);
  for (let attempt = 1; ; attempt++) {
    try {
      return await lanes.run({ ...lane, signal }, async () => {
        emit(onEvent, { type: 'token_request', grant, tokenEndpoint, attempt });
        const sentAt = { wall: clock.wall(), steady: clock.steady() };
        const answer = await send();
        const durationMs = clock.steady() - sentAt.steady;
        const expiresIn = answer.members.expires_in ?? 0;
        emit(onEvent, { type: 'token_retrieved', grant, tokenEndpoint, durationMs, expiresIn });
        return { ...answer, sentAt };
      });
    } catch (error) {
      if (!(error instanceof TokenRequestError) || (error.status !== 429 && error.status !== 503)) {
        reportFailure(context, error);
        throw error;
      }
      const headers = new Headers(error.response?.headers);
      const waitMs = waitAfterRefusal(headers, { attempt, random });
      // Everybody in the lane waits, also when this request gives up: asking on would only prolong the refusal.
      lanes.pause(lane.key, Math.min(waitMs, maxDelay));
      emit(onEvent, {
        type: 'rate_limited',
        tokenEndpoint,
        status: error.status,
        waitMs,
        limit: statedLimit(headers),
        attempt,
      });
      if (!context.patient || attempt > limit || waitMs > maxDelay) {
        const final = givenUp(error, waitMs);
        reportFailure(context, final);
        throw final;
      }
    }
  }
}

function reportFailure({ onEvent, grant, tokenEndpoint }: AttemptContext, error: unknown) {
  if (!(error instanceof TokenRequestError)) return;
  const { code, status } = error;
  emit(onEvent, { type: 'token_retrieval_failed', grant, tokenEndpoint, code, status });
}

function heldBack(tokenEndpoint: string, retryAfterMs: number): RateLimitedError {
  const message = `Token requests to ${tokenEndpoint} are held back after a 429.`;
  return new RateLimitedError(message, { code: 'rate_limited', status: 429, tokenEndpoint, retryAfterMs });
}

function givenUp(error: TokenRequestError, retryAfterMs: number): RateLimitedError {
  return new RateLimitedError(error.message, {
    code: error.code === 'http_error' ? 'rate_limited' : error.code,
    tokenEndpoint: error.tokenEndpoint,
    status: error.status,
    errorDescription: error.errorDescription,
    retryAfterMs,
    response: error.response,
  });
}
