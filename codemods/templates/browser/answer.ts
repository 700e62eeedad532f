// What is checked of an answer before anything is done with it.

/** What the authorization server says of itself (RFC 8414 section 2). */
export interface Metadata {
  issuer?: string;
  token_endpoint?: string;
  revocation_endpoint?: string;
  jwks_uri?: string;
  code_challenge_methods_supported?: string[];
  authorization_response_iss_parameter_supported?: boolean;
}

/**
 * RFC 9207: an answer of another authorization server must not be used, nor one that does not say whose it is where the
 * server always does. A plain comparison, without any tidying.
 */
export function isOfIssuer(iss: string | null, metadata: Metadata | null): boolean {
  if (metadata === null) return false;
  if (iss === null) return metadata.authorization_response_iss_parameter_supported !== true;
  return iss === metadata.issuer;
}

/** Addresses of this origin alone: anything else would make the sign-in an open redirector (RFC 9700 section 4.11.1). */
export function returnAddress(wanted: string | undefined, origin: string, home: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return home;
  const url = new URL(wanted, origin);
  if (url.origin !== origin || url.pathname.startsWith('//')) return home;
  return url.pathname + url.search + url.hash;
}
