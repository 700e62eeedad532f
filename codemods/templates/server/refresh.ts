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

/** What a session has: a token, none at the moment, or none any more. */
export interface Access {
  accessToken?: string;
  /** The authorization server has ended it, or it ran out: the person has to sign in again. */
  ended: boolean;
}

/** A refresh token works once where it is rotated, so requests of one session wait for one refresh. */
const refreshing = new Map<string, Promise<Access>>();

/** The access token of a session. An authorization server that does not answer ends no session. */
export async function freshAccessToken(sessionId: string, records: TokenRecords): Promise<Access> {
  const tokens = await records.read(sessionId);
  if (tokens && Date.now() < tokens.refreshAt) return accessOf(tokens);
  let flight = refreshing.get(sessionId);
  if (!flight) {
    flight = refresh(sessionId, records).finally(() => refreshing.delete(sessionId));
    refreshing.set(sessionId, flight);
  }
  return flight;
}

async function refresh(sessionId: string, records: TokenRecords): Promise<Access> {
  // Read again: another refresh may have ended between the first look and here.
  const tokens = await records.read(sessionId);
  if (!tokens) return { ended: true };
  if (Date.now() < tokens.refreshAt) return accessOf(tokens);
  if (!tokens.refreshToken) return Date.now() < tokens.expiresAt ? accessOf(tokens) : end(sessionId, records);
  try {
    const server = await authorizationServer();
    const renewed = tokensFrom(await openid.refreshTokenGrant(server, tokens.refreshToken), tokens);
    await records.write(sessionId, renewed);
    return accessOf(renewed);
  } catch (error) {
    if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant')
      return end(sessionId, records);
    console.error(`A token cannot be renewed: ${error instanceof Error ? error.message : 'unknown error'}`);
    // The old one serves as long as it lives.
    return Date.now() < tokens.expiresAt ? accessOf(tokens) : { ended: false };
  }
}

function accessOf({ accessToken }: Tokens): Access {
  return { accessToken, ended: false };
}

async function end(sessionId: string, records: TokenRecords): Promise<Access> {
  await records.remove(sessionId);
  return { ended: true };
}
