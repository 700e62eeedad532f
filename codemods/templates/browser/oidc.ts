// Signs people in with Authorization Code and PKCE (RFC 7636). Tokens are kept in memory alone (RFC 10017 section 8.4): after
// a reload, the session at the provider answers without asking for anything.
import {
  ErrorResponse,
  InMemoryWebStorage,
  UserManager,
  WebStorageStateStore,
  type User,
} from 'oidc-client-ts';
import { isOfIssuer, returnAddress, type Metadata } from './answer.js';
import { settings } from './settings.js';

export const userManager = new UserManager({
  authority: settings.issuer,
  client_id: settings.clientId,
  redirect_uri: settings.redirectUri,
  post_logout_redirect_uri: settings.postLogoutRedirectUri,
  response_type: 'code',
  scope: settings.scope,
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  // What has to outlive the redirect: state, nonce and code verifier, for ten minutes at most. No token is among them.
  stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
  staleStateAgeInSeconds: 600,
  // Refreshes go through renew() below, so that there is never a second one at the same time.
  automaticSilentRenew: false,
  revokeTokenTypes: ['refresh_token', 'access_token'],
});

const home = new URL(settings.postLogoutRedirectUri).pathname;
let current: User | null = null;
let failure: string | null = null;
let renewal: Promise<string | null> | null = null;

userManager.events.addUserLoaded((user) => {
  current = user;
});
userManager.events.addUserUnloaded(() => {
  current = null;
});
userManager.events.addAccessTokenExpiring(() => {
  void renew();
});

/** The access token while it is valid, else null. Ask at each call: a refresh brings a new one. */
export function accessToken(): string | null {
  return current && !current.expired ? current.access_token : null;
}

/** Why the last sign-in did not succeed, in words for the person; null when nothing went wrong. */
export function signInFailure(): string | null {
  return failure;
}

/**
 * Leaves for the provider's sign-in page. The promise never resolves: what was called after a password login must not run
 * before there is a token. It rejects when the provider cannot be reached, or has no PKCE.
 */
export async function signIn(returnTo: string = home, prompt: string = settings.prompt): Promise<never> {
  reloadWhenShownAgain();
  const metadata: Metadata = await userManager.metadataService.getMetadata();
  // Some providers have PKCE and do not say so; one that says what it has must have S256 (RFC 7636 section 4.2).
  const methods = metadata.code_challenge_methods_supported;
  if (methods && !methods.includes('S256')) throw new Error('The provider offers no PKCE with S256.');
  await userManager.signinRedirect({
    nonce: window.crypto.randomUUID(),
    state: { returnTo: returnAddress(returnTo, window.location.origin, home) },
    prompt: prompt || undefined,
  });
  return new Promise(() => {});
}

/** The same for a page that needs a person: comes back to it, and asks for nothing while the provider's session lasts. */
export function signInHere(): Promise<never> {
  const { pathname, search, hash } = window.location;
  return signIn(pathname + search + hash, '');
}

/** Call this before anything reads the address: it ends a sign-in when the provider has sent the person back. */
export async function completeSignIn(): Promise<void> {
  const address = new URL(window.location.href);
  const answer = address.searchParams;
  if (address.origin + address.pathname !== settings.redirectUri) return;
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return;
  let returnTo = home;
  try {
    const metadata: Metadata = {
      issuer: settings.issuer,
      ...(await userManager.metadataService.getMetadata()),
    };
    if (!isOfIssuer(answer.get('iss'), metadata)) throw new Error('The answer is of another issuer.');
    const user = await userManager.signinRedirectCallback();
    if (user.profile.iss !== metadata.issuer) {
      await userManager.removeUser();
      throw new Error('The ID token is of another issuer.');
    }
    const state = user.state as { returnTo?: string } | undefined;
    returnTo = returnAddress(state?.returnTo, window.location.origin, home);
  } catch {
    // Not asked for, used before, or refused: nothing of the answer is shown or logged.
    failure = 'The sign-in could not be completed. Please try again.';
  }
  window.history.replaceState(null, '', returnTo);
  // Routers that have read the address already are told.
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** Drops the tokens of this page, as after an answer of 401; the provider's session goes on. */
export function forget(): void {
  current = null;
  void userManager.removeUser();
}

/** Forgets the tokens, has the provider revoke them, and ends its session. */
export async function signOut(): Promise<void> {
  reloadWhenShownAgain();
  const idToken = current?.id_token;
  current = null;
  await userManager.revokeTokens().catch(() => {});
  await userManager.removeUser();
  await userManager.signoutRedirect({ id_token_hint: idToken }).catch(() => window.location.replace(home));
}

/**
 * A new access token, or null when the person has to sign in again. One request at a time: a refresh token that is used
 * twice ends the session (RFC 9700 section 4.14.2).
 */
export function renew(): Promise<string | null> {
  renewal ??= userManager
    .signinSilent()
    .then((user) => user?.access_token ?? null)
    .catch(async (error: unknown) => {
      if (error instanceof ErrorResponse) await userManager.removeUser();
      return accessToken();
    })
    .finally(() => {
      renewal = null;
    });
  return renewal;
}

/** A page that the back button brings out of memory would still hold what it held before. */
function reloadWhenShownAgain(): void {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
