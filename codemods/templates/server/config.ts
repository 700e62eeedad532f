/** Who signs people in, and where this application is reached. */
import * as openid from 'openid-client';

/** Nobody can sign in at the moment; the message is for the log, and holds no secret. */
export class SignInUnavailable extends Error {}

/** Seconds that one request to the authorization server may take. */
const TIMEOUT = 10;

export const LOGIN_PATH = '/auth/login';
export const CALLBACK_PATH = '/auth/callback';

/** Where browsers reach this application. From the settings, never from the Host header, which the browser's side chooses. */
export function baseUrl(): URL {
  return new URL(process.env.APP_BASE_URL ?? 'http://localhost:3000');
}

/** What is registered at the authorization server, character by character. */
export function redirectUri(): string {
  return new URL(CALLBACK_PATH, baseUrl()).href;
}

export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new SignInUnavailable(`${name} is not set, see .env.example`);
  return value;
}

let discovered: ReturnType<typeof discover> | undefined;

/**
 * The authorization server, discovered at the first sign-in: the application starts without it. A failure is not kept, the
 * next sign-in asks again.
 */
export function authorizationServer(): ReturnType<typeof discover> {
  discovered ??= discover().catch((error) => {
    discovered = undefined;
    throw error;
  });
  return discovered;
}

async function discover() {
  const issuer = new URL(setting('OIDC_ISSUER'));
  const secret = process.env.OIDC_CLIENT_SECRET;
  const basic = openid.ClientSecretBasic(secret);
  const post = openid.ClientSecretPost(secret);
  const authentication: typeof basic = (server, client, body, headers) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const method = offered.includes('client_secret_basic') ? basic : post;
    method(server, client, body, headers);
  };
  // Without TLS on this machine alone, where a developer's authorization server runs.
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  const server = await openid
    .discovery(issuer, setting('OIDC_CLIENT_ID'), undefined, secret ? authentication : openid.None(), {
      timeout: TIMEOUT,
      execute: isLocal ? [openid.allowInsecureRequests] : [],
    })
    .catch((error) => {
      throw new SignInUnavailable(`${issuer.href} gives no OpenID configuration: ${error.message}`);
    });
  // Some providers have PKCE and do not say so; one that says what it has must have S256 (RFC 7636 section 4.2).
  const methods = server.serverMetadata().code_challenge_methods_supported;
  if (methods && !methods.includes('S256'))
    throw new SignInUnavailable(`${issuer.href} offers no PKCE with S256`);
  return server;
}
