import { HttpClient, HttpHandler } from '@angular/common/http';
import {
  inject,
  makeEnvironmentProviders,
  provideAppInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import { AbstractSecurityStorage, LogLevel, provideAuth } from 'angular-auth-oidc-client';
import { AuthSession } from './auth-session.js';
import { FlowStorage } from './flow-storage.js';
import { ProviderRequests } from './provider-requests.js';
import { settings } from './settings.js';

/** Behind `provideHttpClient` in the providers of the application: the application starts when a sign-in has been ended. */
export function provideAuthSession(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideAuth({
      config: {
        authority: settings.issuer.replace(/\/$/, ''),
        clientId: settings.clientId,
        redirectUrl: settings.redirectUri,
        postLogoutRedirectUri: settings.postLogoutRedirectUri,
        scope: settings.scope,
        responseType: 'code',
        // Refreshes go through AuthSession, so that there is never a second one at the same time.
        useRefreshToken: true,
        silentRenew: false,
        // A provider that does not rotate gives no new refresh token: the old one stays good (RFC 6749 section 6).
        allowUnsafeReuseRefreshToken: true,
        // A refresh may repeat the nonce of the sign-in, which was checked (OpenID Connect Core section 12.2).
        ignoreNonceAfterRefresh: true,
        // The claims of the ID token do.
        autoUserInfo: false,
        // AuthSession goes to where the person came from.
        triggerAuthorizationResultEvent: true,
        historyCleanupOff: true,
        // Lower levels print tokens.
        logLevel: LogLevel.Error,
      },
    }),
    { provide: AbstractSecurityStorage, useExisting: FlowStorage },
    {
      provide: HttpClient,
      useFactory: () => new HttpClient(inject(ProviderRequests).apartFrom(inject(HttpHandler))),
    },
    provideAppInitializer(() => inject(AuthSession).complete()),
  ]);
}
