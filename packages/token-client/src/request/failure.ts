import { TokenRequestError } from '../errors.js';
import { redact } from '../redact.js';
import { parseObject, type ReadResponse } from './answer.js';

/** What is known about the request that failed. */
export interface FailureContext {
  /** The address for messages, without its query. */
  tokenEndpoint: string;
  /** Values that must not appear in the error. */
  secrets: readonly (string | null | undefined)[];
  /** The response, when the caller has read it already. */
  read?: ReadResponse | undefined;
}

/**
 * Turns what openid-client threw into a `TokenRequestError`.
 *
 * A refusal reaches us in three shapes: a `ResponseBodyError` for a body of RFC 6749 section 5.2, a
 * `WWWAuthenticateChallengeError`, and for anything else (Okta's 429, an HTML page) a `ClientError` whose `cause` is the
 * `Response` with its body unread. What was thrown is not passed on as `cause`: it can hold tokens.
 */
export async function tokenRequestFailure(
  thrown: unknown,
  context: FailureContext,
): Promise<TokenRequestError> {
  if (thrown instanceof TokenRequestError) return thrown;
  const response = context.read ?? (await readResponse(responseOf(thrown), thrown));
  return response
    ? refusal(response, context)
    : unanswered(thrown as { name?: string; code?: string }, context);
}

function responseOf(thrown: unknown): Response | undefined {
  const { response, cause } = thrown as { response?: unknown; cause?: unknown };
  for (const candidate of [response, cause])
    if (candidate && typeof (candidate as Response).headers?.get === 'function') return candidate as Response;
  return undefined;
}

async function readResponse(
  response: Response | undefined,
  thrown: unknown,
): Promise<ReadResponse | undefined> {
  if (!response) return undefined;
  const { status, statusText, headers } = response;
  // A body that openid-client has read is the `cause` of what it threw.
  const text = response.bodyUsed
    ? JSON.stringify((thrown as { cause?: unknown }).cause ?? '')
    : await response.text().catch(() => '');
  return { status, statusText, headers, text };
}

function refusal(response: ReadResponse, context: FailureContext): TokenRequestError {
  const text = redact(response.text, context.secrets);
  const body = parseObject(text);
  const { status, statusText } = response;
  const code =
    status < 400 ? 'invalid_response' : (word(body?.['error'], body?.['errorCode']) ?? 'http_error');
  const errorDescription = firstString(
    body?.['error_description'],
    body?.['errorSummary'],
    body?.['message'],
  );
  const said = errorDescription ? ` (${errorDescription.slice(0, 300)})` : '';
  return new TokenRequestError(
    `Token request to ${context.tokenEndpoint} failed: HTTP ${status} ${code}${said}. ${advice(code, status)}`,
    {
      code,
      status,
      errorDescription,
      tokenEndpoint: context.tokenEndpoint,
      response: {
        status,
        statusText,
        headers: Object.fromEntries(response.headers.entries()),
        data: body ?? text,
      },
    },
  );
}

function unanswered(thrown: { name?: string; code?: string }, context: FailureContext): TokenRequestError {
  const { tokenEndpoint } = context;
  const system = systemError(thrown);
  if (thrown.code === 'OAUTH_TIMEOUT' || thrown.name === 'TimeoutError')
    return new TokenRequestError(
      `Token request to ${tokenEndpoint} got no answer in time. Check that the endpoint is reachable, or raise \`timeout\`.`,
      { code: 'timeout', tokenEndpoint },
    );
  const cause: Error & { code?: string } = new Error(redact(system.message, context.secrets));
  if (system.code) cause.code = system.code;
  const reason = system.code ?? cause.message;
  return new TokenRequestError(
    `Token request to ${tokenEndpoint} got no complete answer: ${reason}. Check the address, the proxy and TLS settings.`,
    { code: 'network_error', tokenEndpoint, cause },
  );
}

/** The innermost error: `fetch failed` says nothing, its cause says ECONNREFUSED. */
function systemError(thrown: unknown): { message: string; code?: string } {
  let error = thrown as { message?: string; code?: string; cause?: unknown };
  for (let depth = 0; depth < 5 && error.cause instanceof Error; depth++) error = error.cause;
  return { message: error.message ?? 'unknown', ...(error.code && { code: error.code }) };
}

function advice(code: string, status: number): string {
  if (status === 429 || status === 503)
    return 'The provider limits token requests: wait, and share one token source.';
  switch (code) {
    case 'invalid_grant':
      return 'The provider refuses these credentials or this refresh token: check them, or sign in again.';
    case 'invalid_client':
      return 'Check `clientId`, `clientSecret` and `clientAuthentication`.';
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return 'Allow this grant for the client at the provider, or use another grant.';
    case 'invalid_scope':
    case 'invalid_target':
      return 'Check `scope`, `audience` and `resource`.';
    case 'invalid_response':
      return 'The answer is no token response: check the token endpoint.';
    default:
      return 'Check the token endpoint and the parameters of the request.';
  }
}

/** A code is one word; prose ("Too Many Requests") is not. */
function word(...values: unknown[]): string | undefined {
  return values.find(
    (value): value is string => typeof value === 'string' && /^[\w.:/-]{1,100}$/.test(value),
  );
}

function firstString(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}
