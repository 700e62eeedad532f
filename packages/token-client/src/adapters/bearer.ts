import { TokenConfigurationError } from '../errors.js';
import type { TokenSource } from '../source/token-source.js';
import type { TokenSet } from '../token-set.js';

/**
 * The `Authorization` value for clients that cannot make a proof for each attempt.
 * @throws TokenConfigurationError for a DPoP token
 */
export function bearerOf({ tokenType, accessToken }: TokenSet): string {
  if (tokenType === 'DPoP')
    throw new TokenConfigurationError('A DPoP token needs a proof for each request: use `source.fetch`.');
  return `${tokenType} ${accessToken}`;
}

/**
 * After a 401: the header for one more attempt, or `undefined` when there is no other token to try.
 * @param sent the `Authorization` value that the API refused
 */
export async function renewedBearer(source: TokenSource, sent: unknown): Promise<string | undefined> {
  const refused = typeof sent === 'string' ? sent.replace(/^\w+ /, '') : undefined;
  if (!refused) return undefined;
  source.invalidate(refused);
  const next = await source.getToken();
  return next.accessToken === refused ? undefined : bearerOf(next);
}
