// Signs people in with Authorization Code and PKCE (RFC 7636), by angular-auth-oidc-client. Tokens are kept in memory alone
// (RFC 10017 section 8.4): after a reload, the session at the provider answers without asking for anything.
import { HttpErrorResponse } from '@angular/common/http';
import { Injectable, NgZone, computed, inject, signal, untracked } from '@angular/core';
import { OidcSecurityService } from 'angular-auth-oidc-client';
import { firstValueFrom, timeout } from 'rxjs';
import { isOfIssuer, returnAddress } from './answer.js';
import { FlowStorage } from './flow-storage.js';
import { ProviderRequests } from './provider-requests.js';
import { settings } from './settings.js';

interface Token {
  value: string;
  /** Milliseconds since 1970; endless where the provider does not say. */
  expiresAt: number;
}

const home = new URL(settings.postLogoutRedirectUri).pathname;

@Injectable({ providedIn: 'root' })
export class AuthSession {
  private readonly oidc = inject(OidcSecurityService);
  private readonly flow = inject(FlowStorage);
  private readonly provider = inject(ProviderRequests);
  private readonly zone = inject(NgZone);
  private readonly token = signal<Token | null>(null);
  private readonly reason = signal<string | null>(null);
  private renewal: Promise<string | null> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether a person is signed in, for templates. */
  readonly signedIn = computed(() => this.token() !== null);

  /** Why the last sign-in did not succeed, in words for the person; null when nothing went wrong. */
  readonly failure = this.reason.asReadonly();

  /** The access token while it is valid, else null. Ask at each call: a refresh brings a new one. */
  accessToken(): string | null {
    const token = untracked(this.token);
    return token && Date.now() < token.expiresAt ? token.value : null;
  }

  /**
   * Leaves for the provider's sign-in page. The promise never resolves: what was called after a password login must not run
   * before there is a token. It rejects when the provider cannot be reached, with what a request would fail with.
   */
  async signIn(returnTo: string = home, prompt: string = settings.prompt): Promise<never> {
    reloadWhenShownAgain();
    await firstValueFrom(this.oidc.preloadAuthWellKnownDocument()).catch(() =>
      Promise.reject(notPossible('The sign-in page could not be reached. Please try again later.')),
    );
    // Some providers have PKCE and do not say so; one that says what it has must have S256 (RFC 7636 section 4.2).
    const methods = this.provider.metadata?.code_challenge_methods_supported;
    if (methods && !methods.includes('S256')) throw notPossible('The provider offers no PKCE with S256.');
    // The library would take the state of a sign-in that was not ended once more: this forgets it.
    this.flow.begin(returnAddress(returnTo, window.location.origin, home));
    const address = await firstValueFrom(this.oidc.getAuthorizeUrl(prompt ? { prompt } : {}));
    if (address === null) throw notPossible('The provider names no sign-in page.');
    window.location.assign(address);
    return new Promise(() => {});
  }

  /** Before the application starts: ends a sign-in when the provider has sent the person back. */
  async complete(): Promise<void> {
    if (typeof window === 'undefined') return;
    const address = new URL(window.location.href);
    const answer = address.searchParams;
    if (address.origin + address.pathname !== settings.redirectUri) return;
    if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return;
    let returnTo = home;
    try {
      const asked = this.flow.returnTo();
      await firstValueFrom(this.oidc.preloadAuthWellKnownDocument());
      if (!isOfIssuer(answer.get('iss'), this.provider.metadata))
        throw new Error('The answer is of another issuer.');
      // The library asks again and again while it is offline, and the application waits for this.
      const result = await firstValueFrom(this.oidc.checkAuth(address.href).pipe(timeout(30_000)));
      if (!result.isAuthenticated || (await this.take()) === null) throw new Error('Nobody was signed in.');
      returnTo = returnAddress(asked, window.location.origin, home);
    } catch {
      // Not asked for, used before, or refused: nothing of the answer is shown or logged.
      this.forget();
      this.reason.set('The sign-in could not be completed. Please try again.');
    }
    this.flow.end();
    window.history.replaceState(null, '', returnTo);
    // Routers that have read the address already are told.
    window.dispatchEvent(new PopStateEvent('popstate'));
  }

  /** Drops the tokens of this page, as after an answer of 401; the provider's session goes on. */
  forget(): void {
    clearTimeout(this.timer);
    this.token.set(null);
    this.oidc.logoffLocal();
  }

  /** Forgets the tokens, has the provider revoke them, and ends its session. */
  async signOut(): Promise<void> {
    reloadWhenShownAgain();
    clearTimeout(this.timer);
    this.token.set(null);
    await firstValueFrom(this.oidc.preloadAuthWellKnownDocument()).catch(() => null);
    const end = await firstValueFrom(this.oidc.getEndSessionUrl({ client_id: settings.clientId })).catch(
      () => null,
    );
    const refreshToken = await firstValueFrom(this.oidc.getRefreshToken());
    const accessToken = await firstValueFrom(this.oidc.getAccessToken());
    const canRevoke = this.provider.metadata?.revocation_endpoint !== undefined;
    if (canRevoke && refreshToken)
      await firstValueFrom(this.oidc.revokeRefreshToken(refreshToken)).catch(() => null);
    if (canRevoke && accessToken)
      await firstValueFrom(this.oidc.revokeAccessToken(accessToken)).catch(() => null);
    this.forget();
    window.location.replace(end ?? home);
  }

  /**
   * A new access token, or null when the person has to sign in again. One request at a time: a refresh token that is used
   * twice ends the session (RFC 9700 section 4.14.2).
   */
  renew(): Promise<string | null> {
    this.renewal ??= this.refresh().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async refresh(): Promise<string | null> {
    if (!(await firstValueFrom(this.oidc.getRefreshToken()))) return this.accessToken();
    // Refused, the library has dropped the tokens; not reached, it still has them.
    await firstValueFrom(this.oidc.forceRefreshSession()).catch(() => null);
    return this.take();
  }

  /** What the library has got. */
  private async take(): Promise<string | null> {
    const result = await firstValueFrom(this.oidc.getAuthenticationResult());
    const value = result?.access_token;
    if (!value) {
      this.forget();
      return null;
    }
    if (value === untracked(this.token)?.value) return this.accessToken();
    const seconds = Number(result.expires_in ?? Infinity);
    this.token.set({ value, expiresAt: Date.now() + seconds * 1000 });
    clearTimeout(this.timer);
    // A minute before the end; outside of the zone, so that nobody waits for it to call the application stable.
    const wait = seconds > 60 ? seconds - 60 : seconds / 2;
    if (Number.isFinite(wait))
      this.zone.runOutsideAngular(() => {
        this.timer = setTimeout(() => void this.renew(), wait * 1000);
      });
    return value;
  }
}

function notPossible(error_description: string): HttpErrorResponse {
  const error = { error: 'temporarily_unavailable', error_description };
  return new HttpErrorResponse({ error, status: 0, url: settings.issuer });
}

/** A page that the back button brings out of memory would still hold what it held before. */
function reloadWhenShownAgain(): void {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
