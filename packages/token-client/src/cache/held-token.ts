import type { Clock } from '../clock.js';
import { parseObject, type TokenAnswer } from '../request/answer.js';
import { claimedLifetime } from './claims.js';
import { tokenSet, type TokenSet } from '../token-set.js';

/** When a token stops being handed out, all in seconds. */
export interface Expiry {
  /** Renew this long before the end. Default 60. Never more than half the lifetime, or a short-lived token would never be reused. */
  expirySkew?: number | undefined;
  /** Renew up to this much earlier still, by chance, so that many processes do not renew at once. Default 10. */
  jitter?: number | undefined;
  /** Lifetime of a token that comes without `expires_in`. Default 300. */
  defaultExpiresIn?: number | undefined;
}

/** A token that is at hand. */
export interface HeldToken {
  readonly set: TokenSet;
  /** The endpoint's JSON text, where a caller wants the response whole. */
  readonly body: string | undefined;
  /** When it was received, on the steady clock, to count `expires_in` down. */
  readonly receivedAt: number;
  /** It is renewed from here on, by whichever clock comes first: one may jump back, the other stop while asleep. */
  readonly renewAt: { wall: number; steady: number };
  /** It is invalid from here on. */
  readonly endsAt: { wall: number; steady: number };
}

/** Decides from a fresh answer how long its token is handed out. */
export function hold(
  answer: TokenAnswer,
  expiry: Expiry,
  clock: Clock,
  random: () => number,
  previous?: TokenSet,
): HeldToken {
  const { expires_in: stated } = answer.members;
  const lifetime =
    stated !== undefined && Number.isFinite(stated) ? Math.max(0, stated) : (expiry.defaultExpiresIn ?? 300);
  const set = tokenSet(answer.members, answer.sentAt.wall + lifetime * 1000, previous);
  const reused = Math.min(lifetime, idTokenLifetime(answer.body));
  return held(set, reused, answer.sentAt, expiry, random, clock.steady(), answer.body);
}

/** A response that is handed out whole lasts no longer than its ID token, which often ends before the access token. */
function idTokenLifetime(body: string | undefined): number {
  const idToken = body === undefined ? undefined : parseObject(body)?.['id_token'];
  return (typeof idToken === 'string' ? claimedLifetime(idToken) : undefined) ?? Infinity;
}

/** Takes up a token set that came from a store or from a sign-in: its end is known by the wall clock alone. */
export function holdStored(set: TokenSet, expiry: Expiry, clock: Clock, random: () => number): HeldToken {
  const now = { wall: clock.wall(), steady: clock.steady() };
  const remaining = Math.max(0, (set.expiresAt - now.wall) / 1000);
  return held(set, remaining, now, expiry, random, now.steady, undefined);
}

/** True while a token may be handed out without renewing it. */
export function isFresh({ renewAt }: HeldToken, clock: Clock): boolean {
  return clock.steady() < renewAt.steady && clock.wall() < renewAt.wall;
}

/** True while a token is valid, even if it is due for renewal. */
export function isValid({ endsAt }: HeldToken, clock: Clock): boolean {
  return clock.steady() < endsAt.steady && clock.wall() < endsAt.wall;
}

function held(
  set: TokenSet,
  lifetime: number,
  from: { wall: number; steady: number },
  { expirySkew = 60, jitter = 10 }: Expiry,
  random: () => number,
  receivedAt: number,
  body: string | undefined,
): HeldToken {
  const early = Math.min(expirySkew + random() * jitter, lifetime / 2);
  const at = (seconds: number) => ({
    wall: from.wall + seconds * 1000,
    steady: from.steady + seconds * 1000,
  });
  return { set, body, receivedAt, renewAt: at(lifetime - early), endsAt: at(lifetime) };
}
