import type { TokenMembers } from './request/answer.js';

/** Tokens of one grant. Its JSON and `util.inspect` forms show no token; its members are plain. */
export interface TokenSet {
  readonly accessToken: string;
  /** As an `Authorization` header spells it: `Bearer` or `DPoP`. Endpoints answer in any case (RFC 6749 section 5.1). */
  readonly tokenType: string;
  /** When the access token ends, in milliseconds since the epoch, by this machine's clock. */
  readonly expiresAt: number;
  /** Granted scope, when the endpoint named it. */
  readonly scope?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly idToken?: string | undefined;
}

/** A token set as one likes to hand it in, such as after a PKCE sign-in. */
export type TokenSetInput = Omit<TokenSet, 'tokenType'> & { tokenType?: string | undefined };

const REDACTED = Object.freeze(
  Object.defineProperties(
    {},
    {
      toJSON: { value: shown },
      [Symbol.for('nodejs.util.inspect.custom')]: { value: shown },
    },
  ),
) as object;

function shown(this: TokenSet) {
  const { tokenType, expiresAt, scope, refreshToken, idToken } = this;
  const mark = (token: string | undefined) => (token === undefined ? undefined : '[secret]');
  return {
    accessToken: '[secret]',
    tokenType,
    expiresAt,
    scope,
    refreshToken: mark(refreshToken),
    idToken: mark(idToken),
  };
}

/**
 * Makes a token set of a token response.
 * @param previous tokens that the response renews: a refresh token or ID token is kept when none comes back (RFC 6749 section 6)
 */
export function tokenSet(members: TokenMembers, expiresAt: number, previous?: TokenSet): TokenSet {
  return guarded({
    accessToken: members.access_token,
    tokenType: members.token_type,
    expiresAt,
    scope: members.scope ?? previous?.scope,
    refreshToken: members.refresh_token ?? previous?.refreshToken,
    idToken: members.id_token ?? previous?.idToken,
  });
}

/** Gives a plain token set its guard and the spelling of its type. */
export function guarded(set: TokenSetInput): TokenSet {
  const tokenType = /^dpop$/i.test(set.tokenType ?? '') ? 'DPoP' : 'Bearer';
  return Object.freeze(Object.assign(Object.create(REDACTED) as object, set, { tokenType }));
}

/** A token set without its refresh token, once that must not be used again. */
export function withoutRefreshToken(set: TokenSet): TokenSet {
  return guarded({ ...set, refreshToken: undefined });
}
