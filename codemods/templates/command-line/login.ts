/** Who is signed in at this terminal: kept tokens, renewed when they end, and the sign-in when there are none. */
import * as openid from 'openid-client';
import { signInWithBrowser } from './browser-sign-in.js';
import { authorizationServer } from './config.js';
import { signInWithDeviceCode } from './device-sign-in.js';
import {
  exclusively,
  readTokens,
  removeTokens,
  tokensFrom,
  writeTokens,
  type Tokens,
} from './token-store.js';

/** `--device` or OIDC_DEVICE=1: this terminal has no browser. */
function hasNoBrowser(): boolean {
  return process.argv.includes('--device') || process.env.OIDC_DEVICE === '1';
}

/** Signs the person in, whether or not somebody is. @throws SignInFailed */
export async function login({ device = hasNoBrowser() } = {}): Promise<Tokens> {
  const tokens = device ? await signInWithDeviceCode() : await signInWithBrowser();
  await writeTokens(tokens);
  return tokens;
}

let flight: Promise<Tokens> | undefined;

/** A valid access token; callers of the same moment share one refresh or sign-in. @throws SignInFailed */
export async function getAccessToken(): Promise<string> {
  const tokens = await readTokens();
  if (tokens && Date.now() < tokens.refreshAt) return tokens.accessToken;
  flight ??= renew().finally(() => {
    flight = undefined;
  });
  return (await flight).accessToken;
}

async function renew(): Promise<Tokens> {
  return (await exclusively(refreshed)) ?? login();
}

/** Undefined when the person has to sign in. */
async function refreshed(): Promise<Tokens | undefined> {
  // Another run may have done it while this one waited.
  const tokens = await readTokens();
  if (!tokens || Date.now() < tokens.refreshAt) return tokens;
  if (!tokens.refreshToken) return Date.now() < tokens.expiresAt ? tokens : undefined;
  try {
    const server = await authorizationServer();
    const renewed = tokensFrom(await openid.refreshTokenGrant(server, tokens.refreshToken), tokens);
    await writeTokens(renewed);
    return renewed;
  } catch (error) {
    if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant') {
      await removeTokens();
      return undefined;
    }
    // Not reached just now: the old token serves as long as it lives.
    if (Date.now() < tokens.expiresAt) return tokens;
    throw error;
  }
}
