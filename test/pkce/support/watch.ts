/** What a page says and where it goes: the places where a token must never be seen. */
import type { Page } from 'playwright-core';

export interface Watched {
  /** Parameters of each request to the authorization endpoint. */
  authorizationRequests: URLSearchParams[];
  console: string[];
  /** Every address that was requested. */
  addresses: string[];
  /** Requests to the authorization server with a token in their head. */
  authorized: string[];
  /** Every token that the token endpoint gave to the page. */
  secrets(): Promise<string[]>;
}

export function watch(page: Page, issuer: string): Watched {
  const bodies: Promise<string[]>[] = [];
  const watched: Watched = {
    authorizationRequests: [],
    console: [],
    addresses: [],
    authorized: [],
    secrets: async () => (await Promise.all(bodies)).flat(),
  };
  page.on('console', (message) => watched.console.push(message.text()));
  page.on('pageerror', (error) => watched.console.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    watched.addresses.push(url.href);
    if (url.href.startsWith(issuer) && request.headers()['authorization']) watched.authorized.push(url.href);
    if (url.href.startsWith(`${issuer}/v1/authorize?`)) watched.authorizationRequests.push(url.searchParams);
  });
  page.on('response', (response) => {
    if (response.url() !== `${issuer}/v1/token`) return;
    bodies.push(
      response.json().then(
        (answer: Record<string, unknown>) =>
          ['access_token', 'refresh_token', 'id_token'].flatMap((name) => {
            const token = answer[name];
            return typeof token === 'string' ? [token] : [];
          }),
        () => [],
      ),
    );
  });
  return watched;
}

declare global {
  interface Window {
    /** The written module, put there by the tests' own entry. */
    oidc: {
      accessToken(): string | null;
      signIn(returnTo?: string): Promise<never>;
      renew(): Promise<string | null>;
      signInFailure(): string | null;
    };
  }
}
