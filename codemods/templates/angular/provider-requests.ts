import {
  HttpBackend,
  HttpHandler,
  HttpResponse,
  type HttpEvent,
  type HttpRequest,
} from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { tap, type Observable } from 'rxjs';
import type { Metadata } from './answer.js';
import { settings } from './settings.js';

const DISCOVERY = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/**
 * Requests of the library to the provider pass by the application's interceptors: these add a token that has no business
 * there, and answer a 401 of their own accord. All others take the way that they took before.
 */
@Injectable({ providedIn: 'root' })
export class ProviderRequests {
  private readonly backend = inject(HttpBackend);

  /** What the provider says of itself; null until it was asked. */
  metadata: Metadata | null = null;

  apartFrom(handler: HttpHandler): HttpHandler {
    return { handle: (request) => this.handle(request) ?? handler.handle(request) };
  }

  private handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> | null {
    if (request.url === DISCOVERY)
      return this.backend.handle(request).pipe(
        tap((event) => {
          if (event instanceof HttpResponse) this.metadata = event.body as Metadata;
        }),
      );
    const { token_endpoint, revocation_endpoint, jwks_uri } = this.metadata ?? {};
    const isOwn = [token_endpoint, revocation_endpoint, jwks_uri].includes(request.url);
    return isOwn ? this.backend.handle(request) : null;
  }
}
