/** Which authorization server people sign in at, and as which client. A program on a person's machine keeps no secret. */
import * as openid from 'openid-client';

/** Nobody can sign in now, or the sign-in was refused; the message is for the person, and holds no secret. */
export class SignInFailed extends Error {}

/** Seconds that one request to the authorization server may take. */
const TIMEOUT = 10;

/** What people who run the program need not set. */
const DEFAULTS: Record<string, string> = {
  OIDC_ISSUER: '',
  OIDC_CLIENT_ID: '',
  OIDC_SCOPE: 'openid profile offline_access',
};

export function setting(name: string): string {
  const value = process.env[name] || DEFAULTS[name];
  if (!value) throw new SignInFailed(`${name} is not set`);
  return value;
}

export function scope(): string {
  return process.env.OIDC_SCOPE || DEFAULTS.OIDC_SCOPE!;
}

/** The authorization server, asked for what it can do. A failure is not kept, the next sign-in asks again. */
export async function authorizationServer() {
  const issuer = new URL(setting('OIDC_ISSUER'));
  // Without TLS on this machine alone, where a developer's authorization server runs.
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  const server = await openid
    .discovery(issuer, setting('OIDC_CLIENT_ID'), undefined, openid.None(), {
      timeout: TIMEOUT,
      execute: isLocal ? [openid.allowInsecureRequests] : [],
    })
    .catch((error) => {
      throw new SignInFailed(`${issuer.href} gives no OpenID configuration: ${error.message}`);
    });
  // Some providers have PKCE and do not say so; one that says what it has must have S256 (RFC 7636 section 4.2).
  const methods = server.serverMetadata().code_challenge_methods_supported;
  if (methods && !methods.includes('S256')) throw new SignInFailed(`${issuer.href} offers no PKCE with S256`);
  return server;
}
