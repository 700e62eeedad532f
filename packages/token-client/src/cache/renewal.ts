import type { Clock } from '../clock.js';
import { TokenRequestError } from '../errors.js';
import { emit, type TokenEventListener } from '../events.js';
import type { TokenAnswer } from '../request/answer.js';
import { withoutRefreshToken, type TokenSet } from '../token-set.js';
import { hold, isFresh, isValid, type Expiry, type HeldToken } from './held-token.js';
import type { SharedTokens } from './shared-tokens.js';

/** How one flight can get a token. It may hold secrets, so it lives as long as the flight and is never kept. */
export interface Renewal {
  tokenEndpoint: string;
  /** Asks with the grant itself; absent where that needs a person. */
  login?: TokenSender | undefined;
  /** Asks with a refresh token; absent where the refresh token belongs to the caller. */
  refresh?: ((refreshToken: string, how: SendOptions) => Promise<TokenAnswer>) | undefined;
}

/** Sends a token request. */
type TokenSender = (how: SendOptions) => Promise<TokenAnswer>;

/** How a token request is sent. */
export interface SendOptions {
  signal: AbortSignal;
  /** False while a valid token is at hand: then a 429 is no reason to let callers wait. */
  patient: boolean;
}

/** What the steps of a renewal work with. */
export interface RenewalContext {
  clock: Clock;
  random: () => number;
  expiry: Expiry;
  onEvent?: TokenEventListener | undefined;
  shared?: SharedTokens | undefined;
}

/** What is in memory when a renewal starts. */
export interface RenewalState {
  held: HeldToken | undefined;
  /** An access token that must not be handed out again: an API refused it, or the caller asked for another one. */
  avoid: string | undefined;
  /** The caller insists on a token from the endpoint. */
  force: boolean;
  /** Set when the refresh token must not be used again. */
  isSpent: boolean;
}

const FALLBACK_MS = 5000;

/** The order of a renewal, inside the lock: the store once more, then the refresh token, then the grant itself. */
export async function renewToken(
  renewal: Renewal,
  state: RenewalState,
  context: RenewalContext,
  signal: AbortSignal,
): Promise<HeldToken> {
  const { clock } = context;
  const stored = await context.shared?.read();
  const usable = (token: HeldToken | undefined): token is HeldToken =>
    token !== undefined && token.set.accessToken !== state.avoid;
  if (usable(stored) && isFresh(stored, clock) && !(state.force && !state.held)) return stored;

  const previous = stored ?? state.held;
  const spare = usable(previous) && isValid(previous, clock) && !state.force ? previous : undefined;
  const how = { signal, patient: !spare };
  try {
    const refreshed = await tryRefresh(renewal, previous?.set, state, context, how);
    if (refreshed) return refreshed;
    if (!renewal.login) throw loginRequired(renewal.tokenEndpoint);
    return await keep(await renewal.login(how), context);
  } catch (error) {
    // A token that is only due for renewal is still valid: the provider's trouble need not be the caller's.
    const left = spare && state.isSpent ? { ...spare, set: withoutRefreshToken(spare.set) } : spare;
    if (left && isTransient(error) && isValid(left, clock)) return postponed(left, error, clock);
    throw error;
  }
}

/** Renews with the refresh token; `undefined` when the grant itself must be used. */
async function tryRefresh(
  renewal: Renewal,
  previous: TokenSet | undefined,
  state: RenewalState,
  context: RenewalContext,
  how: SendOptions,
  again = true,
): Promise<HeldToken | undefined> {
  const refreshToken = previous?.refreshToken;
  if (!refreshToken || !renewal.refresh) return undefined;
  const { tokenEndpoint, login } = renewal;
  try {
    const answer = await renewal.refresh(refreshToken, how);
    const next = answer.members.refresh_token;
    const rotated = next !== undefined && next !== refreshToken;
    emit(context.onEvent, { type: 'refreshed', tokenEndpoint, rotated });
    return await keep(answer, context, previous);
  } catch (error) {
    if (!(error instanceof TokenRequestError)) throw error;
    // The limit counts refreshes and logins alike.
    if (error.status === 429 || error.status === 503) throw error;
    if (error.code === 'invalid_grant') {
      emit(context.onEvent, { type: 'refresh_rejected', tokenEndpoint, code: error.code });
      // A sibling may have rotated the token while this request was on its way.
      const sibling = await context.shared?.read();
      if (sibling && sibling.set.refreshToken !== refreshToken && again) {
        if (isFresh(sibling, context.clock)) return sibling;
        return tryRefresh(renewal, sibling.set, state, context, how, false);
      }
    }
    if (!login) throw error;
    // Refused, or sent without an answer: the server may have replaced the refresh token, and using the old one once more
    // would look like theft and end the whole grant. The grant itself starts a new one.
    state.isSpent = true;
    await context.shared?.write(previous && withoutRefreshToken(previous));
    return undefined;
  }
}

async function keep(answer: TokenAnswer, context: RenewalContext, previous?: TokenSet): Promise<HeldToken> {
  const held = hold(answer, context.expiry, context.clock, context.random, previous);
  await context.shared?.write(held.set);
  return held;
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof TokenRequestError)) return false;
  const { status, code } = error;
  return (
    status === 429 ||
    (status !== undefined && status >= 500) ||
    code === 'network_error' ||
    code === 'timeout' ||
    code === 'invalid_response'
  );
}

/** The valid token goes on for a while, so that a failing provider is not asked on every call. */
function postponed(spare: HeldToken, error: unknown, clock: Clock): HeldToken {
  const wait = (error as TokenRequestError).retryAfterMs ?? FALLBACK_MS;
  return {
    ...spare,
    renewAt: {
      wall: Math.min(clock.wall() + wait, spare.endsAt.wall),
      steady: Math.min(clock.steady() + wait, spare.endsAt.steady),
    },
  };
}

function loginRequired(tokenEndpoint: string): TokenRequestError {
  return new TokenRequestError(
    `No usable token for ${tokenEndpoint}, and none can be had without a sign-in. Send the person through the sign-in again.`,
    { code: 'login_required', tokenEndpoint },
  );
}
