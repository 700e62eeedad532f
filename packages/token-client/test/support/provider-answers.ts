// Answers of token endpoints in the shapes that providers document, or that their issue trackers show. No live tenant was asked;
// identifiers and traces are made up.

export interface ProviderAnswer {
  provider: string;
  what: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** What the error, or the token, must say. */
  expected: { code?: string; retryAfterMs?: number; description?: RegExp; accessToken?: string };
}

const json = { 'content-type': 'application/json' };
const DATE = 'Tue, 24 Nov 2026 10:00:00 GMT';
const EPOCH = Date.parse(DATE) / 1000;

export const PROVIDER_ANSWERS: ProviderAnswer[] = [
  {
    provider: 'Okta',
    what: 'rate limit, reset in the future (developer.okta.com, rate limit headers)',
    status: 429,
    headers: {
      ...json,
      date: DATE,
      'x-rate-limit-limit': '4',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(EPOCH + 2),
    },
    body: {
      errorCode: 'E0000047',
      errorSummary: 'API call exceeded rate limit due to too many requests.',
      errorLink: 'E0000047',
      errorId: 'oaeXXXX',
      errorCauses: [],
    },
    expected: { code: 'E0000047', retryAfterMs: 3000, description: /rate limit/ },
  },
  {
    provider: 'Okta',
    what: 'concurrent rate limit: limit and remaining 0',
    status: 429,
    headers: {
      ...json,
      date: DATE,
      'x-rate-limit-limit': '0',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(EPOCH + 30),
    },
    body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' },
    expected: { code: 'E0000047', retryAfterMs: 31_000 },
  },
  {
    provider: 'Okta',
    what: 'wrong credentials',
    status: 400,
    headers: json,
    body: {
      error: 'invalid_grant',
      error_description: 'The credentials provided were invalid.',
    },
    expected: { code: 'invalid_grant', description: /credentials/ },
  },
  {
    provider: 'Okta',
    what: 'openid asked for with client credentials',
    status: 400,
    headers: json,
    body: {
      error: 'invalid_scope',
      error_description: "Cannot request 'openid' scopes using client credentials.",
    },
    expected: { code: 'invalid_scope', description: /openid/ },
  },
  {
    provider: 'Okta',
    what: 'wrong client secret: a challenge beside the body',
    status: 401,
    headers: { ...json, 'www-authenticate': 'Basic realm="Okta"' },
    body: {
      error: 'invalid_client',
      error_description: 'The client secret supplied for a confidential client is invalid.',
    },
    expected: { code: 'invalid_client', description: /client secret/ },
  },
  {
    provider: 'Auth0',
    what: 'rate limit, in a shape that is no OAuth error',
    status: 429,
    headers: {
      ...json,
      date: DATE,
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(EPOCH + 1),
    },
    body: {
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    },
    expected: { code: 'too_many_requests', retryAfterMs: 2000, description: /Global limit/ },
  },
  {
    provider: 'Auth0',
    what: 'multi-factor authentication is needed',
    status: 403,
    headers: json,
    body: {
      error: 'mfa_required',
      error_description: 'Multifactor authentication required',
      mfa_token: 'Fe26...',
    },
    expected: { code: 'mfa_required', description: /Multifactor/ },
  },
  {
    provider: 'Entra',
    what: 'throttled, with Retry-After and a page for a body (msal-dotnet#2855)',
    status: 429,
    headers: { 'content-type': 'text/html', 'retry-after': '5' },
    body: '<html><body>Too many requests</body></html>',
    expected: { code: 'rate_limited', retryAfterMs: 5000 },
  },
  {
    provider: 'Entra',
    what: 'multi-factor authentication is needed (AADSTS50076)',
    status: 400,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: {
      error: 'invalid_grant',
      error_description:
        'AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.',
      error_codes: [50076],
      timestamp: '2026-11-24 10:00:00Z',
      trace_id: '00000000-0000-0000-0000-000000000000',
      correlation_id: '00000000-0000-0000-0000-000000000000',
      suberror: 'basic_action',
    },
    expected: { code: 'invalid_grant', description: /AADSTS50076/ },
  },
  {
    provider: 'Entra',
    what: 'v1 success: numbers as text',
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: {
      token_type: 'Bearer',
      expires_in: '3599',
      ext_expires_in: '3599',
      expires_on: '1796119199',
      not_before: '1796115300',
      resource: 'https://graph.example',
      access_token: 'eyJ0.entra',
    },
    expected: { accessToken: 'eyJ0.entra' },
  },
  {
    provider: 'Keycloak',
    what: 'wrong credentials',
    status: 401,
    headers: json,
    body: { error: 'invalid_grant', error_description: 'Invalid user credentials' },
    expected: { code: 'invalid_grant', description: /Invalid user/ },
  },
  {
    provider: 'Keycloak',
    what: 'success: refresh_expires_in and not-before-policy',
    status: 200,
    headers: json,
    body: {
      access_token: 'eyJ0.keycloak',
      expires_in: 300,
      refresh_expires_in: 1800,
      refresh_token: 'eyJ0.refresh',
      token_type: 'Bearer',
      'not-before-policy': 0,
      session_state: 'x',
      scope: 'profile email',
    },
    expected: { accessToken: 'eyJ0.keycloak' },
  },
  {
    provider: 'Salesforce',
    what: 'wrong credentials or security token',
    status: 400,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: { error: 'invalid_grant', error_description: 'authentication failure' },
    expected: { code: 'invalid_grant', description: /authentication failure/ },
  },
  {
    provider: 'Salesforce',
    what: 'success: no expires_in, instance_url, no refresh token',
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: {
      access_token: '00D!AQ.salesforce',
      instance_url: 'https://example.my.salesforce.com',
      id: 'https://login.salesforce.com/id/00D/005',
      token_type: 'Bearer',
      issued_at: '1796115600000',
      signature: 'x=',
    },
    expected: { accessToken: '00D!AQ.salesforce' },
  },
];
