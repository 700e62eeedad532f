/**
 * Amazon Cognito. Members as UpdateUserPoolClientRequest of @aws-sdk/client-cognito-identity-provider names them;
 * Terraform: hashicorp/aws, `aws_cognito_user_pool_client`.
 */
import { add, changeBack, changeInTwoParts, remove, set, type ProviderChange } from './change.js';
import { clientKind, scopesOf } from './client.js';
import { fenced, list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

/** Cognito has no `offline_access`: the code flow always brings a refresh token, and a scope it does not know is refused. */
const scopes = (context: GuideContext) => scopesOf(context).filter((scope) => scope !== 'offline_access');
const PASSWORD_FLOWS = [
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_NO_SRP_AUTH',
];

function change(context: GuideContext): ProviderChange {
  const client = '--user-pool-id "$USER_POOL_ID" --client-id "$CLIENT_ID"';
  return {
    read: `aws cognito-idp describe-user-pool-client ${client} --query UserPoolClient --output json`,
    write: (file) => `aws cognito-idp update-user-pool-client --cli-input-json file://${file}`,
    before: [
      add('.CallbackURLs', context.redirectUris),
      add('.LogoutURLs', context.postLogoutRedirectUris),
      add('.AllowedOAuthFlows', ['code']),
      add('.AllowedOAuthScopes', scopes(context)),
      add('.SupportedIdentityProviders', ['COGNITO']),
      set('.AllowedOAuthFlowsUserPoolClient', true),
    ],
    after: [
      remove('.ExplicitAuthFlows', [...PASSWORD_FLOWS, 'ALLOW_REFRESH_TOKEN_AUTH']),
      set('.RefreshTokenRotation', { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 }),
    ],
    readOnly: ['ClientSecret', 'LastModifiedDate', 'CreationDate', 'ClientType'],
  };
}

export const cognito: ProviderGuide = {
  provider: 'cognito',
  title: 'Amazon Cognito',
  // The issuer stands on another host than the token endpoint and names the pool: it cannot be derived.
  issuer: () => null,
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`USER_POOL_ID`: such as `eu-central-1_AbCdEfGhI`. `CLIENT_ID`: the app client’s. The issuer is `https://cognito-idp.<region>.amazonaws.com/<user-pool-id>`.',
        'Cognito’s token endpoint never took passwords: what is switched off here are the flows of `InitiateAuth` that do.',
        'The pool needs a domain for its sign-in pages: `aws cognito-idp describe-user-pool --user-pool-id "$USER_POOL_ID" --query UserPool.Domain`, else `aws cognito-idp create-user-pool-domain --user-pool-id "$USER_POOL_ID" --domain <prefix>`.',
        'An app client with `client_credentials` cannot have the code flow: make one of its own for people.',
        'There is no scope `offline_access`; leave it out of the application’s settings.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          '`update-user-pool-client` sets everything to its default that it is not given, which is why the whole client is read first.',
          clientKind(context) === 'native'
            ? 'Cognito takes `http` for loopback callbacks alone, and compares the port: set `OIDC_REDIRECT_PORT` and register that URI. That `127.0.0.1` is accepted beside `localhost` is not confirmed. It has no device code: `--device` does not work here.'
            : '',
          'Is the client managed by Terraform, change these arguments of its `aws_cognito_user_pool_client` instead:',
          terraform('aws_cognito_user_pool_client', {
            allowed_oauth_flows_user_pool_client: true,
            allowed_oauth_flows: ['code'],
            allowed_oauth_scopes: scopes(context),
            callback_urls: context.redirectUris,
            logout_urls: context.postLogoutRedirectUris,
            supported_identity_providers: ['COGNITO'],
          }),
        ),
        'Cognito checks PKCE whenever it is sent; no setting that demands it is known. With rotation on, refreshing goes through the token endpoint or `GetTokensFromRefreshToken`, no longer through `InitiateAuth`. Its logout endpoint wants `client_id` and `logout_uri` (that it also takes `post_logout_redirect_uri` is not confirmed).',
      ),
    ),
  wayBack: (context) =>
    paragraphs(
      changeBack(change(context)),
      'With Terraform: revert the commit and apply.',
      fenced('sh', 'git revert <commit> && terraform apply'),
    ),
};
