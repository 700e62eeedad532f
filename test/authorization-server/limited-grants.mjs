// Stands before every grant handler: the limit per user, and failures that a test asks for.
import { builtInGrantHandler } from './quiet-provider.mjs';
import { rateLimitHeaders, tooManyRequestsBody } from './rate-limit.mjs';
import { createPasswordGrant, PASSWORD_PARAMETERS } from './password-grant.mjs';

/** Grants of the provider that count; polling for a device code does not. */
const COUNTED = {
  authorization_code: ['code', 'code_verifier', 'redirect_uri'],
  client_credentials: ['scope', 'resource'],
  refresh_token: ['refresh_token', 'scope', 'resource'],
};

/**
 * @param {any} provider
 * @param {object} options
 * @param {ReturnType<typeof import('./rate-limit.mjs').createRateLimit>} options.rateLimit
 * @param {Map<string, string>} options.users passwords by user name
 * @param {boolean} options.passwordGrant
 * @param {() => number | undefined} options.failure an HTTP status with which every token request ends, if any
 */
export function registerLimitedGrants(provider, { rateLimit, users, passwordGrant, failure }) {
  /** @param {(ctx: any) => Promise<void>} handler */
  const limited = (handler) => async (/** @type {any} */ ctx) => {
    const user = await userOf(provider, ctx.oidc.params);
    ctx.state.user = user;
    const status = failure();
    if (status !== undefined) return refuse(ctx, status, { error: 'temporarily_unavailable' });
    const verdict = rateLimit.take(
      user === undefined ? `client ${ctx.oidc.client.clientId}` : `user ${user}`,
    );
    ctx.set(rateLimitHeaders(verdict));
    if (!verdict.allowed) return refuse(ctx, 429, tooManyRequestsBody());
    return handler(ctx);
  };
  for (const [grant, parameters] of Object.entries(COUNTED))
    provider.registerGrantType(grant, limited(builtInGrantHandler(provider, grant)), parameters, [
      'resource',
    ]);
  if (passwordGrant)
    provider.registerGrantType(
      'password',
      limited(createPasswordGrant(provider, users)),
      PASSWORD_PARAMETERS,
      ['resource'],
    );
}

/** Whose token is asked for. @param {any} provider @param {any} params @returns {Promise<string | undefined>} */
async function userOf(provider, params) {
  if (params.grant_type === 'password') return params.username;
  if (params.grant_type === 'refresh_token' && params.refresh_token)
    return (await provider.RefreshToken.find(params.refresh_token, { ignoreExpiration: true }))?.accountId;
  if (params.grant_type === 'authorization_code' && params.code)
    return (await provider.AuthorizationCode.find(params.code, { ignoreExpiration: true }))?.accountId;
  return undefined;
}

/** @param {any} ctx @param {number} status @param {object} body */
function refuse(ctx, status, body) {
  ctx.status = status;
  ctx.body = body;
}
