import { scopeText } from '../scope.js';
import type { TokenSourceOptions } from './options.js';

/** What a token depends on, as the key of a shared store names it. */
export interface TokenKeyParts extends Pick<
  TokenSourceOptions,
  'grant' | 'scope' | 'resource' | 'audience' | 'subject' | 'parameters'
> {
  issuer: string;
  clientId: string;
  /** Thumbprint of the DPoP key (RFC 9449 section 6). */
  jkt: string | undefined;
}

/**
 * The key of a token in a store: SHA-256 of everything that the token depends on, every extra parameter included, in an order
 * of its own. The password is not part of it: it is not known without asking for it, and `subject` says whose token it is.
 */
export async function tokenKey(parts: TokenKeyParts): Promise<string> {
  const {
    issuer,
    clientId,
    grant,
    scope = '',
    resource = [],
    audience,
    subject,
    jkt,
    parameters = {},
  } = parts;
  const resources = typeof resource === 'string' ? [resource] : [...resource].sort();
  const further = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    issuer,
    clientId,
    grant,
    scopeText(scope),
    resources,
    audience ?? null,
    subject ?? null,
    jkt ?? null,
    further,
  ]);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
