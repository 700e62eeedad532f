/** The flow: OpenID Connect by Authorization Code with PKCE. Knows nothing of requests, responses and sessions. */
import * as openid from 'openid-client';
import { authorizationServer, baseUrl, redirectUri, setting, SignInUnavailable } from './config.js';
import { endTransaction, readTransaction, transactionCookie } from './transaction.js';

/** A callback that is not the answer to a sign-in that this browser began; the message is for the person. */
export class SignInRefused extends Error {}

/** What the ID token says of who signed in. */
export interface Person {
  id: string;
  name: string;
  email?: string;
}

/** Epoch milliseconds throughout. */
export interface Tokens {
  accessToken: string;
  expiresAt: number;
  /** When to have a new one, a little before the old one ends. */
  refreshAt: number;
  refreshToken?: string;
  idToken?: string;
}

export interface TokenAnswer {
  access_token: string;
  expires_in?: number;
  refresh_token?: string;
  id_token?: string;
}

/** Where to send the browser, and the cookie by which its callback will be known. */
export async function startSignIn(returnTo: string): Promise<{ location: string; cookie: string }> {
  const server = await authorizationServer();
  const codeVerifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const nonce = openid.randomNonce();
  const parameters: Record<string, string> = {
    redirect_uri: redirectUri(),
    scope: process.env.OIDC_SCOPE || 'openid profile email offline_access',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  if (process.env.OIDC_PROMPT) parameters.prompt = process.env.OIDC_PROMPT;
  const url = server.serverMetadata().pushed_authorization_request_endpoint
    ? await openid.buildAuthorizationUrlWithPAR(server, parameters)
    : openid.buildAuthorizationUrl(server, parameters);
  return { location: url.href, cookie: transactionCookie({ state, nonce, codeVerifier, returnTo }) };
}

export interface SignIn {
  person: Person;
  tokens: Tokens;
  returnTo: string;
  /** The Set-Cookie header that ends the transaction. */
  cookie: string;
}

/**
 * Takes the answer of the authorization server.
 * @param search the query of the callback, with its question mark
 * @param cookies the Cookie header of the callback
 * @throws SignInRefused, SignInUnavailable
 */
export async function finishSignIn(search: string, cookies: string | undefined): Promise<SignIn> {
  const url = new URL(redirectUri() + search);
  const state = url.searchParams.get('state') ?? '';
  const transaction = readTransaction(cookies, state);
  if (!transaction) throw new SignInRefused('No sign-in is in progress here. It may have taken too long.');
  if (url.searchParams.get('error') === 'access_denied')
    throw new SignInRefused('The sign-in was cancelled.');
  const server = await authorizationServer();
  try {
    // Compares state, nonce and issuer, and validates the ID token.
    const answer = await openid.authorizationCodeGrant(server, url, {
      pkceCodeVerifier: transaction.codeVerifier,
      expectedState: transaction.state,
      expectedNonce: transaction.nonce,
      idTokenExpected: true,
    });
    const { sub, preferred_username, name, email } = answer.claims()!;
    const person: Person = { id: sub, name: String(preferred_username ?? name ?? email ?? sub) };
    if (typeof email === 'string') person.email = email;
    return {
      person,
      tokens: tokensFrom(answer),
      returnTo: transaction.returnTo,
      cookie: endTransaction(state),
    };
  } catch (error) {
    if (error instanceof TypeError) throw new SignInUnavailable(error.message);
    throw new SignInRefused('The answer of the sign-in service was not accepted.', { cause: error });
  }
}

/** A refresh token that is not replaced stays valid (RFC 6749 section 6). */
export function tokensFrom(answer: TokenAnswer, before?: Tokens): Tokens {
  const now = Date.now();
  const lifetime = (answer.expires_in ?? 300) * 1000;
  return {
    accessToken: answer.access_token,
    expiresAt: now + lifetime,
    refreshAt: now + lifetime - Math.min(30_000, lifetime / 2),
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    idToken: answer.id_token ?? before?.idToken,
  };
}

/** Ends the grant at the authorization server; where to send the browser, so that it ends its own session there, too. */
export async function endSignIn(tokens: Tokens | undefined): Promise<string> {
  try {
    const server = await authorizationServer();
    if (tokens?.refreshToken)
      await openid.tokenRevocation(server, tokens.refreshToken).catch(() => undefined);
    if (!server.serverMetadata().end_session_endpoint) return '/';
    const parameters: Record<string, string> = {
      client_id: setting('OIDC_CLIENT_ID'),
      post_logout_redirect_uri: new URL('/', baseUrl()).href,
    };
    if (tokens?.idToken) parameters.id_token_hint = tokens.idToken;
    return openid.buildEndSessionUrl(server, parameters).href;
  } catch {
    // It cannot be reached. Whoever wants to leave is let go here all the same.
    return '/';
  }
}
