import type { Expiry } from '../cache/held-token.js';
import type { TokenEventListener } from '../events.js';
import type { RateLimit } from '../limit/rate-limit.js';
import type { Retry } from '../request/attempts.js';
import type { DpopBinding } from './dpop.js';
import type { LockProvider, TokenStore } from '../store/token-store.js';
import type { TokenSetInput } from '../token-set.js';

/**
 * An openid-client `Configuration`. Described by what it does: types of an ES module cannot be named in declarations that older
 * compilers read as CommonJS.
 */
export interface OpenidConfiguration {
  serverMetadata(): { issuer: string; token_endpoint?: string | undefined };
  clientMetadata(): { client_id: string };
}

/** One of openid-client's functions that authenticate a client, such as `PrivateKeyJwt(key)`. */
export type ClientAuthFunction = (
  server: never,
  client: never,
  body: URLSearchParams,
  headers: Headers,
) => void | Promise<void>;

/** A key of WebCrypto. */
export type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Resource owner credentials; asked for at the moment of a login and never stored (RFC 6749 section 4.3.1). */
export interface Credentials {
  username: string;
  password: string;
}

/** A `fetch`, such as one with a proxy or a client certificate (mTLS). */
export type SourceFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Where tokens come from and how they are kept. Give `config`, or `issuer`, or `tokenEndpoint`. */
export interface TokenSourceOptions extends Expiry {
  /** An openid-client configuration that the application has already; it brings its client and its authentication. */
  config?: OpenidConfiguration | undefined;
  /** The issuer: its metadata is discovered on first use (OpenID Connect Discovery, RFC 8414). */
  issuer?: string | URL | undefined;
  /** The token endpoint, where nothing is to be discovered. ID tokens are then not read, since nothing is known to check them by. */
  tokenEndpoint?: string | URL | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /**
   * Client authentication (RFC 6749 section 2.3, RFC 8705), `privateKeyJwt(key)`, or one of openid-client's functions.
   * Default: `client_secret_basic` with a secret, `none` without one.
   * `tls_client_auth` needs a `fetch` that presents the certificate.
   */
  clientAuthentication?:
    | 'client_secret_basic'
    | 'client_secret_post'
    | 'tls_client_auth'
    | 'none'
    | ClientAuthFunction
    | undefined;
  /**
   * What a token is asked with. `refresh_token` is for tokens that a sign-in brought (Authorization Code with PKCE): hand them in
   * as `initialTokens`. `password` is deprecated (RFC 9700 section 2.4) and warns once.
   */
  grant: 'client_credentials' | 'refresh_token' | 'password';
  /** For `password`: called only when a login is unavoidable. */
  credentials?: (() => Credentials | Promise<Credentials>) | undefined;
  /** Tokens of a sign-in. `expiresAt` in milliseconds since the epoch; a refresh token alone is enough. */
  initialTokens?: Partial<TokenSetInput> | undefined;
  scope?: string | readonly string[] | undefined;
  /** RFC 8707. */
  resource?: string | readonly string[] | undefined;
  /** Auth0's parameter for the API. */
  audience?: string | undefined;
  /** Further parameters of the token request; part of the key. */
  parameters?: Readonly<Record<string, string>> | undefined;
  /** Whose tokens these are. Needed where a store is shared and the grant is a person's; also names the rate limit's user. */
  subject?: string | undefined;
  /** Spacing of token requests for one user. Default: 3 a second for a person's grants, none for `client_credentials`. */
  rateLimit?: RateLimit | false | undefined;
  retry?: Retry | undefined;
  /** Milliseconds until one attempt is given up. Default 10,000. */
  timeout?: number | undefined;
  /** Binds tokens to a key (RFC 9449): `dpopBinding(keyPair)`. */
  dpop?: DpopBinding | undefined;
  /** Where tokens are shared with other sources and processes. Default: this source's memory. */
  store?: TokenStore | undefined;
  /** Lets one of several processes renew. Use it with a shared store. */
  lock?: LockProvider | undefined;
  /** Default: `globalThis.fetch` at the moment of the request. */
  fetch?: SourceFetch | undefined;
  onEvent?: TokenEventListener | undefined;
}
