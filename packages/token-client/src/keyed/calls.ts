import { systemClock } from '../clock.js';
import { processLanes } from '../limit/process-lanes.js';
import { countedDown } from './counted-down.js';
import { createDigest } from './digest.js';
import { createKeyedTokens, type KeyedTokens } from './registry.js';
import { currentSettings, remember } from './settings.js';
import type { TokenRequest, TokenResponse } from './token-request.js';

let tokens: KeyedTokens | undefined;

/** Made on first use: loading the package does nothing, and needs no global that a test environment may lack. */
function shared(): KeyedTokens {
  return (tokens ??= remember(
    createKeyedTokens({
      clock: systemClock,
      lanes: processLanes(),
      random: Math.random,
      digest: createDigest(),
      settings: currentSettings,
    }),
  ));
}

/**
 * An access token for these arguments: requested once, reused until shortly before its end, renewed with the refresh token
 * that came along, or with the grant.
 *
 * @example
 * const accessToken = await getAccessToken({
 *   tokenEndpoint: `${process.env.ISSUER}/v1/token`,
 *   clientId: process.env.CLIENT_ID,
 *   clientSecret: process.env.CLIENT_SECRET,
 *   grant: { type: 'client_credentials' },
 *   scope: 'orders.read',
 * });
 * @throws TokenRequestError when the provider refuses or cannot be reached; failures are never cached
 * @throws RateLimitedError when the provider keeps answering 429
 * @throws TokenConfigurationError when the arguments cannot make a request
 */
export async function getAccessToken(request: TokenRequest): Promise<string> {
  const held = shared().get(request, 'access');
  return ('then' in held ? await held : held).set.accessToken;
}

/**
 * The token response for these arguments, whole, as the endpoint returned it (every member kept), with `expires_in` counted
 * down. A refresh token in it belongs to the caller: this package does not use it, and asks with the grant again at expiry.
 *
 * @throws as `getAccessToken` does
 */
export async function getTokenResponse<T = TokenResponse>(request: TokenRequest): Promise<T> {
  const held = await shared().get(request, 'whole');
  return countedDown(held, systemClock.steady()) as T;
}
