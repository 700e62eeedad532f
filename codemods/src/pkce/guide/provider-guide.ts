/** What has to be done at the authorization server: one file a provider, one list in `index.ts`. */

/** What is known of the client that signs people in. */
export interface GuideContext {
  /** Where the application takes the answer; exact, from configuration (RFC 9700 section 4.1.3). */
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  /** A public client has no secret: browsers and command lines (RFC 6749 section 2.1). */
  clientType: 'confidential' | 'public';
  scopes: string[];
  /** The token endpoint as the source names it, when it is a constant. */
  tokenEndpoint: string | null;
}

export interface ProviderGuide {
  /** As the analysis names it ('okta', 'auth0', 'entra', 'keycloak', …), or 'generic'. */
  provider: string;
  title: string;
  /** The issuer for discovery, derived from the token endpoint where it can be; null where a person must look it up. */
  issuer(tokenEndpoint: string | null): string | null;
  /** Markdown: redirect URIs, grant types to switch on and off, refresh rotation, with a command or file where one exists. */
  atTheProvider(context: GuideContext): string;
  /** Markdown: how to undo each step, should the release be rolled back. */
  wayBack(context: GuideContext): string;
}
