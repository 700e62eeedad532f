/** Authorization Code with PKCE in the person's own browser (RFC 8252). */
import * as openid from 'openid-client';
import { authorizationServer, scope, SignInFailed } from './config.js';
import { listen, type Answer } from './loopback.js';
import { tokensFrom, type Tokens } from './token-store.js';

/** @throws SignInFailed */
export async function signInWithBrowser(): Promise<Tokens> {
  const server = await authorizationServer();
  const codeVerifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const nonce = openid.randomNonce();
  const loopback = await listen(state);
  try {
    const parameters: Record<string, string> = {
      redirect_uri: loopback.redirectUri,
      scope: scope(),
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    };
    if (process.env.OIDC_PROMPT) parameters.prompt = process.env.OIDC_PROMPT;
    const url = server.serverMetadata().pushed_authorization_request_endpoint
      ? await openid.buildAuthorizationUrlWithPAR(server, parameters)
      : openid.buildAuthorizationUrl(server, parameters);
    process.stderr.write(`Sign in with your browser. If it does not open by itself, go to:\n${url.href}\n`);
    await openBrowser(url.href);
    return await exchange(server, await loopback.answer, { codeVerifier, state, nonce });
  } finally {
    loopback.close();
  }
}

type Server = Awaited<ReturnType<typeof authorizationServer>>;

interface Begun {
  codeVerifier: string;
  state: string;
  nonce: string;
}

async function exchange(server: Server, answer: Answer, begun: Begun): Promise<Tokens> {
  const cancelled = answer.url.searchParams.get('error') === 'access_denied';
  try {
    if (cancelled) throw new SignInFailed('The sign-in was cancelled.');
    // Compares state, nonce and issuer, and validates the ID token.
    const granted = await openid.authorizationCodeGrant(server, answer.url, {
      pkceCodeVerifier: begun.codeVerifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    answer.show('You are signed in. You can close this page.');
    return tokensFrom(granted);
  } catch (error) {
    answer.show('The sign-in failed. Go back to the terminal.');
    if (error instanceof SignInFailed) throw error;
    throw new SignInFailed('The answer of the sign-in service was not accepted.', { cause: error });
  }
}

/** Where none can be opened, the person has the address. */
async function openBrowser(address: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    const child = await open(address);
    child.once('error', () => undefined);
  } catch {
    process.stderr.write('No browser could be opened.\n');
  }
}
