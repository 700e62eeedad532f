/** The access token of a session, renewed when it ends. */
import * as openid from 'openid-client';
import { authorizationServer } from './config.js';
import { tokensFrom, type Tokens } from './sign-in.js';

/** Where the tokens of a session are kept. */
export interface TokenRecords {
  read(sessionId: string): Promise<Tokens | undefined>;
  write(sessionId: string, tokens: Tokens): Promise<void>;
  remove(sessionId: string): Promise<void>;
}

/** A refresh token works once where it is rotated, so requests of one session wait for one refresh. */
const refreshing = new Map<string, Promise<Tokens | undefined>>();

/**
 * A valid access token, or undefined when the session has none any more and the person has to sign in again.
 * @throws SignInUnavailable when the authorization server does not answer
 */
export async function freshAccessToken(
  sessionId: string,
  records: TokenRecords,
): Promise<string | undefined> {
  const tokens = await records.read(sessionId);
  if (!tokens || Date.now() < tokens.refreshAt) return tokens?.accessToken;
  let flight = refreshing.get(sessionId);
  if (!flight) {
    flight = refresh(sessionId, records).finally(() => refreshing.delete(sessionId));
    refreshing.set(sessionId, flight);
  }
  return (await flight)?.accessToken;
}

async function refresh(sessionId: string, records: TokenRecords): Promise<Tokens | undefined> {
  // Read again: another refresh may have ended between the first look and here.
  const tokens = await records.read(sessionId);
  if (!tokens || Date.now() < tokens.refreshAt) return tokens;
  if (!tokens.refreshToken) return Date.now() < tokens.expiresAt ? tokens : drop(sessionId, records);
  try {
    const server = await authorizationServer();
    const renewed = tokensFrom(await openid.refreshTokenGrant(server, tokens.refreshToken), tokens);
    await records.write(sessionId, renewed);
    return renewed;
  } catch (error) {
    if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant')
      return drop(sessionId, records);
    // Not reached just now: the old token serves as long as it lives.
    if (Date.now() < tokens.expiresAt) return tokens;
    throw error;
  }
}

async function drop(sessionId: string, records: TokenRecords): Promise<undefined> {
  await records.remove(sessionId);
}
