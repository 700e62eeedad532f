/** What every provider is told of the client that signs people in. */
import { code } from './markdown.js';
import type { GuideContext } from './provider-guide.js';

/** Providers tell apart servers, pages in a browser and programs on a person's machine (RFC 8252, RFC 10017). */
export type ClientKind = 'web' | 'browser' | 'native';

export function clientKind(context: GuideContext): ClientKind {
  if (context.clientType === 'confidential') return 'web';
  return context.redirectUris.some(isLoopback) ? 'native' : 'browser';
}

/** A loopback redirect by its literal address: a program that listens itself (RFC 8252 section 7.3). */
function isLoopback(uri: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|\[::1\])([:/]|$)/.test(uri);
}

/** Where a browser's own token requests come from: servers that check CORS must allow these. */
export function originsOf(context: GuideContext): string[] {
  const origins = context.redirectUris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).origin);
  return [...new Set(origins)].filter((origin) => origin !== 'null');
}

export function scopesOf(context: GuideContext): string[] {
  return [...new Set(['openid', ...context.scopes])];
}

export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** A program on a person's machine also signs in from a terminal without a browser. */
export function grantTypes(context: GuideContext): string[] {
  const device = clientKind(context) === 'native' ? [DEVICE_CODE] : [];
  return ['authorization_code', 'refresh_token', ...device];
}

/** What a loopback client has to know of a provider that compares the port. */
export function loopbackNote(context: GuideContext, known: string): string {
  if (clientKind(context) !== 'native') return '';
  return `The program listens on any free port, and RFC 8252 section 7.3 wants the server to accept any. ${known} If the sign-in is refused because of the redirect URI, set ${code('OIDC_REDIRECT_PORT')} and register the URI with that port.`;
}

/** Grants of the new flow as PingOne and PingFederate name them. */
export function pingGrants(context: GuideContext): string[] {
  return [
    'AUTHORIZATION_CODE',
    'REFRESH_TOKEN',
    ...(clientKind(context) === 'native' ? ['DEVICE_CODE'] : []),
  ];
}
