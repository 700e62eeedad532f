/**
 * What one call site says about the token it wants. The whole value is the cache key, so a token is only ever handed to
 * a caller that could have obtained it with the same arguments. Nothing in it is kept after the call: the key is a keyed
 * digest, and secrets are used for the request alone.
 *
 * Every member may be `undefined` (configuration that is read from the environment often is): an `undefined` or `null`
 * member is left out of the request, as form serializers do, and gives another key than a member that is set.
 */
export interface TokenRequest {
  /** The token endpoint, used exactly as given: no discovery, `http:` allowed because the address is explicit. */
  tokenEndpoint: string | URL | undefined;
  /** OAuth 2.0 client identifier (RFC 6749 section 2.2). */
  clientId?: string | null | undefined;
  /** OAuth 2.0 client secret (RFC 6749 section 2.3.1). */
  clientSecret?: string | null | undefined;
  /** How the client proves who it is. Default: `client_secret_basic` with a secret, `none` without one. */
  clientAuthentication?: ClientAuthentication | undefined;
  /** What the token is asked with. */
  grant: Grant;
  /** Requested scope: a space-separated string, or a list (RFC 6749 section 3.3). */
  scope?: string | readonly string[] | null | undefined;
  /** The API that the token is for, as Auth0 and others name it. */
  audience?: string | null | undefined;
  /** The API that the token is for, as RFC 8707 and Entra v1 name it; a list is sent as repeated parameters. */
  resource?: string | readonly string[] | null | undefined;
  /** Further parameters of the token request, sent as they are. */
  parameters?: TokenRequestParameters | null | undefined;
  /** Further HTTP headers of the token request. They win over the headers that this package sets. */
  headers?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  /**
   * Where the parameters are sent. `form` (the default) is what RFC 6749 asks for; `json` is what Auth0 also accepts;
   * `query` sends them in the address of an empty POST. Use what the endpoint was given before.
   */
  bodyFormat?: 'form' | 'json' | 'query' | undefined;
  /** Ask for a new token though a valid one is at hand, such as after a 401. Not part of the key. */
  forceRefresh?: boolean | undefined;
  /**
   * Seconds for which the token must still be valid, for one that is handed on and used later (a URL, a job, an answer). One that
   * ends sooner is not handed out; a new one is asked for. Ask for less than the provider's lifetime, or each call asks anew.
   * Not part of the key.
   */
  minimumLifetime?: number | undefined;
  /** Ends the wait of this caller; other callers of the same token request go on. Not part of the key. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until one attempt of the token request is given up. Default 10,000. Not part of the key. */
  timeout?: number | undefined;
}

/**
 * Client authentication of a keyed call.
 * - `client_secret_basic`: `Authorization: Basic base64(clientId:clientSecret)`, **not** form-encoded first, because that is
 *   what `auth: { username, password }` of HTTP clients and hand-written headers send. RFC 6749 section 2.3.1 asks for
 *   form-encoding; both are equal unless the values hold reserved characters. `createTokenSource` encodes.
 * - `client_secret_post`: `client_id` and `client_secret` among the parameters.
 * - `none`: `client_id` among the parameters, if there is one.
 */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post' | 'none';

/** What a token is asked with: one of the grants of RFC 6749, or an extension grant by its name. */
export type Grant = PasswordGrant | ClientCredentialsGrant | RefreshTokenGrant | ExtensionGrant;

/**
 * Resource owner password credentials (RFC 6749 section 4.3).
 * @deprecated It MUST NOT be used (RFC 9700 section 2.4). It is here so that code can first stop asking for a token per
 * call, then change the grant. Using it warns once per process.
 */
export interface PasswordGrant {
  type: 'password';
  username: string | null | undefined;
  password: string | null | undefined;
}

/** Client credentials (RFC 6749 section 4.4): the client acts for itself. */
export interface ClientCredentialsGrant {
  type: 'client_credentials';
}

/** A refresh token that the caller keeps (RFC 6749 section 6). */
export interface RefreshTokenGrant {
  type: 'refresh_token';
  refreshToken: string | null | undefined;
}

/** An extension grant (RFC 6749 section 4.5), such as Auth0's password-realm or a JWT bearer assertion (RFC 7523). */
export interface ExtensionGrant {
  type: `urn:${string}` | `http://${string}` | `https://${string}`;
  /** The parameters of the grant, such as `{ username, password, realm }` or `{ assertion }`. */
  parameters: TokenRequestParameters;
}

/** A parameter's value; a list is sent as a repeated parameter, `undefined` and `null` are left out. */
export type TokenRequestParameterValue = string | number | boolean | null | undefined;

/** Parameters by name. */
export type TokenRequestParameters = Readonly<
  Record<string, TokenRequestParameterValue | readonly TokenRequestParameterValue[]>
>;

/** A token response as the endpoint returned it (RFC 6749 section 5.1), with `expires_in` counted down. */
export interface TokenResponse {
  access_token: string;
  token_type: string;
  /** Seconds for which the token is still valid, from the moment of the call; absent when the endpoint sent none. */
  expires_in: number;
  scope: string;
  refresh_token: string;
  id_token: string;
  // Members that only one provider sends (`instance_url`) were `any` in the HTTP client's response: code that used them
  // must still compile after a migration.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [member: string]: any;
}
