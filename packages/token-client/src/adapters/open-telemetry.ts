import type { TokenEvent, TokenEventListener } from '../events.js';

/** The part of an OpenTelemetry meter that is used; `@opentelemetry/api` is not a dependency. */
export interface MeterLike {
  createCounter(name: string, options?: MetricOptions): { add(value: number, attributes?: Attributes): void };
  createHistogram(
    name: string,
    options?: MetricOptions,
  ): { record(value: number, attributes?: Attributes): void };
}

interface MetricOptions {
  description?: string;
  unit?: string;
}
type Attributes = Record<string, string | number>;

/**
 * Counts events with an OpenTelemetry meter. Attributes hold the grant, the token endpoint's address, the status and the code;
 * never a user, a client or a token.
 *
 * @example
 * configureTokenRequests({ onEvent: openTelemetryEvents(metrics.getMeter('token-client')) });
 */
export function openTelemetryEvents(meter: MeterLike): TokenEventListener {
  const counter = (name: string, description: string) =>
    meter.createCounter(`oauth.token.${name}`, { description });
  const requests = counter('requests', 'Token requests sent, attempts after 429 and 503 included');
  const reused = counter('reused', 'Calls that were answered with a token at hand');
  const failures = counter('failures', 'Token requests that failed for good');
  const refreshes = counter('refreshes', 'Tokens renewed with a refresh token, and refresh tokens refused');
  const limited = counter('rate_limited', 'Answers 429 and 503 to token requests');
  const retries = counter('api_retries', 'API requests sent again with a new token after 401');
  const duration = meter.createHistogram('oauth.token.request.duration', {
    description: 'Time from sending a token request to its token',
    unit: 's',
  });
  const count: { [T in TokenEvent['type']]: (event: Extract<TokenEvent, { type: T }>) => void } = {
    token_request: ({ grant, tokenEndpoint }) => requests.add(1, { grant, 'token.endpoint': tokenEndpoint }),
    token_retrieved: ({ grant, tokenEndpoint, durationMs }) =>
      duration.record(durationMs / 1000, { grant, 'token.endpoint': tokenEndpoint }),
    token_retrieval_failed: ({ grant, tokenEndpoint, code, status }) =>
      failures.add(1, { grant, 'token.endpoint': tokenEndpoint, code, ...(status && { status }) }),
    token_reused: () => reused.add(1),
    refreshed: ({ tokenEndpoint }) =>
      refreshes.add(1, { 'token.endpoint': tokenEndpoint, result: 'refreshed' }),
    refresh_rejected: ({ tokenEndpoint }) =>
      refreshes.add(1, { 'token.endpoint': tokenEndpoint, result: 'rejected' }),
    rate_limited: ({ tokenEndpoint, status }) => limited.add(1, { 'token.endpoint': tokenEndpoint, status }),
    retry401: ({ origin }) => retries.add(1, { origin }),
  };
  return (event) => (count[event.type] as (event: TokenEvent) => void)(event);
}
