/** A setting is missing or contradicts another one. Thrown before anything is sent; the message says what to set. */
export class TokenConfigurationError extends Error {
  override name = 'TokenConfigurationError';
  readonly code = 'configuration';
}

/** The HTTP response that refused a token request, in the shape that catch blocks of HTTP clients read. */
export interface TokenErrorResponse {
  status: number;
  statusText: string;
  /** Header values by lower-case name. */
  headers: Record<string, string>;
  /** The parsed body when it is JSON, else the text. Secrets of the request are blacked out. */
  data: unknown;
}

/** What a `TokenRequestError` is made of. */
export interface TokenRequestErrorDetails {
  code: string;
  tokenEndpoint: string;
  status?: number | undefined;
  errorDescription?: string | undefined;
  retryAfterMs?: number | undefined;
  response?: TokenErrorResponse | undefined;
  cause?: Error | undefined;
}

/**
 * A token request failed. Nothing in it holds a secret: message, JSON and `util.inspect` are safe to log.
 */
export class TokenRequestError extends Error {
  override name = 'TokenRequestError';
  /**
   * The `error` of RFC 6749 section 5.2 (`invalid_grant`, `invalid_client`, …), the provider's own code (Okta's
   * `E0000047`), or one of `http_error`, `network_error`, `timeout`, `invalid_response`, `rate_limited`, `login_required`.
   */
  readonly code: string;
  /** The address that was asked, without its query. */
  readonly tokenEndpoint: string;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** The provider's `error_description`, secrets blacked out. */
  readonly errorDescription: string | undefined;
  /** Milliseconds that the provider asks to wait, on 429 and 503. */
  readonly retryAfterMs: number | undefined;
  /** The refusing response; not enumerable, so that loggers do not print bodies. */
  declare readonly response: TokenErrorResponse | undefined;

  constructor(message: string, details: TokenRequestErrorDetails) {
    super(message, details.cause && { cause: details.cause });
    this.code = details.code;
    this.tokenEndpoint = details.tokenEndpoint;
    this.status = details.status;
    this.errorDescription = details.errorDescription;
    this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, 'response', { value: details.response, enumerable: false });
  }

  /** The `error` of RFC 6749 section 5.2; the same as `code`. */
  get error(): string {
    return this.code;
  }

  /** The same as `status`, as got and request name it. */
  get statusCode(): number | undefined {
    return this.status;
  }
}

/** The provider keeps answering 429 (or 503), or asks for a longer wait than `retry.maxDelay` allows. */
export class RateLimitedError extends TokenRequestError {
  override name = 'RateLimitedError';
}
