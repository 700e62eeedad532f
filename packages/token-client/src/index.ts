export { getAccessToken, getTokenResponse } from './keyed/calls.js';
export {
  clearTokenCache,
  configureTokenRequests,
  invalidateAccessToken,
  type KeyedSettings,
} from './keyed/settings.js';
export type {
  ClientAuthentication,
  ClientCredentialsGrant,
  ExtensionGrant,
  Grant,
  PasswordGrant,
  RefreshTokenGrant,
  TokenRequest,
  TokenRequestParameters,
  TokenRequestParameterValue,
  TokenResponse,
} from './keyed/token-request.js';
export type { Expiry } from './cache/held-token.js';
export {
  RateLimitedError,
  TokenConfigurationError,
  TokenRequestError,
  type TokenErrorResponse,
} from './errors.js';
export type { TokenEvent, TokenEventListener } from './events.js';
export type { RateLimit } from './limit/rate-limit.js';
export type { Retry } from './request/attempts.js';
export type { TokenSet, TokenSetInput } from './token-set.js';
export { createTokenSource, type GetTokenOptions, type TokenSource } from './source/token-source.js';
export type {
  ClientAuthFunction,
  Credentials,
  OpenidConfiguration,
  SigningKey,
  SourceFetch,
  TokenSourceOptions,
} from './source/options.js';
export type { LockProvider, TokenStore } from './store/token-store.js';
export { encryptedStore } from './store/encrypted-store.js';
export { redisLock, type RedisCommand, type RedisLockOptions } from './lock/redis-lock.js';
export { webLock } from './lock/web-lock.js';
export { axiosInterceptor, type AxiosInstanceLike } from './adapters/axios.js';
export { gotHooks, type GotHooks } from './adapters/got.js';
export { dpopBinding, type DpopBinding } from './source/dpop.js';
export { privateKeyJwt } from './source/private-key-jwt.js';
export { openTelemetryEvents, type MeterLike } from './adapters/open-telemetry.js';
