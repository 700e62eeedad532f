// The resource owner password credentials grant (RFC 6749 section 4.3), which oidc-provider rightly does not have.
import { errors } from './quiet-provider.mjs';
import { accountOf } from './users.mjs';

/** Parameters beside grant_type; audience, resource and realm are accepted and ignored, as some applications send them. */
export const PASSWORD_PARAMETERS = ['username', 'password', 'scope', 'audience', 'resource', 'realm'];

/**
 * @param {any} provider
 * @param {Map<string, string>} users passwords by user name
 */
export function createPasswordGrant(provider, users) {
  return async function passwordGrant(/** @type {any} */ ctx) {
    const { params, client } = ctx.oidc;
    const { username, password } = params;
    if (!username || !password) throw new errors.InvalidRequest('username and password are required');
    if (users.get(username) !== password)
      throw new errors.InvalidGrant('the resource owner credentials are invalid');
    const scope = allowedScope(ctx);
    const grant = new provider.Grant({ accountId: username, clientId: client.clientId });
    grant.addOIDCScope(scope);
    const issued = { accountId: username, client, grantId: await grant.save(), gty: 'password', scope };
    const accessToken = new provider.AccessToken(issued);
    ctx.body = {
      access_token: await accessToken.save(),
      token_type: accessToken.tokenType,
      expires_in: accessToken.expiration,
      ...(scope === '' ? {} : { scope }),
      ...(await refreshToken(provider, issued)),
      ...(await idToken(provider, ctx, issued)),
    };
  };
}

/** @param {any} ctx @returns {string} the requested scope; a scope that is unknown here is an error (RFC 6749 section 5.2) */
function allowedScope(ctx) {
  const requested = [...ctx.oidc.requestParamScopes];
  const known = ctx.oidc.requestParamOIDCScopes;
  const unknown = requested.filter((scope) => !known.has(scope));
  if (unknown.length > 0) throw new errors.InvalidScope('requested scope is not known', unknown.join(' '));
  return requested.join(' ');
}

/** Only with offline_access, as Okta has it. @param {any} provider @param {any} issued */
async function refreshToken(provider, issued) {
  const wanted = issued.scope.split(' ').includes('offline_access');
  if (!wanted || !issued.client.grantTypeAllowed('refresh_token')) return {};
  return { refresh_token: await new provider.RefreshToken(issued).save() };
}

/** @param {any} provider @param {any} ctx @param {any} issued */
async function idToken(provider, ctx, issued) {
  if (!issued.scope.split(' ').includes('openid')) return {};
  const { claims } = accountOf(issued.accountId);
  const token = new provider.IdToken(claims(), { ctx });
  token.scope = issued.scope;
  return { id_token: await token.issue({ use: 'idtoken' }) };
}
