/**
 * PingOne. Members of an application as its Platform API names them (Update Application (OIDC)); Terraform:
 * pingidentity/pingone, `pingone_application`.
 */
import { add, changeBack, changeInTwoParts, set, type ProviderChange } from './change.js';
import { clientKind, pingGrants } from './client.js';
import { list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

const TYPES = { web: 'WEB_APP', browser: 'SINGLE_PAGE_APP', native: 'NATIVE_APP' };

function change(context: GuideContext): ProviderChange {
  const request =
    'curl -sSf -H "Authorization: Bearer $PINGONE_WORKER_TOKEN" "$PINGONE_API/v1/environments/$PINGONE_ENVIRONMENT/applications/$PINGONE_APP_ID"';
  return {
    read: request,
    write: (file) => `${request} -X PUT -H 'Content-Type: application/json' --data @${file}`,
    before: [
      add('.redirectUris', context.redirectUris),
      add('.postLogoutRedirectUris', context.postLogoutRedirectUris),
      add('.grantTypes', pingGrants(context)),
      add('.responseTypes', ['CODE']),
      set('.pkceEnforcement', 'S256_REQUIRED'),
    ],
    after: [set('.additionalRefreshTokenReplayProtectionEnabled', true)],
    readOnly: ['_links', 'createdAt', 'updatedAt'],
  };
}

export const pingOne: ProviderGuide = {
  provider: 'ping',
  title: 'PingOne',
  issuer(tokenEndpoint) {
    return /^(https:\/\/auth\.pingone\.[^/]+\/[^/]+\/as)\/token$/.exec(tokenEndpoint ?? '')?.[1] ?? null;
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`PINGONE_API`: `https://api.pingone.com`, or your region’s. `PINGONE_WORKER_TOKEN`: an access token of a worker application. `PINGONE_ENVIRONMENT`, `PINGONE_APP_ID`: their IDs.',
        `The application’s type is \`${TYPES[clientKind(context)]}\`; it cannot be changed later.`,
        'PingOne has no password grant: the requests of the old release that carried a password went to another server (PingFederate). There it has to be switched off.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          'That the API takes back every other member that it gives is not confirmed: does it refuse one, add it to `del(…)`.',
          clientKind(context) === 'native'
            ? 'Whether PingOne accepts any port of a loopback address is not confirmed: does it refuse the redirect URI, set `OIDC_REDIRECT_PORT` and register the URI with it.'
            : '',
          'Is the application managed by Terraform, change these arguments of its `pingone_application` instead:',
          terraform('pingone_application', {
            oidc_options: {
              type: TYPES[clientKind(context)],
              grant_types: pingGrants(context),
              response_types: ['CODE'],
              pkce_enforcement: 'S256_REQUIRED',
              redirect_uris: context.redirectUris,
              post_logout_redirect_uris: context.postLogoutRedirectUris,
              token_endpoint_auth_method: context.clientType === 'public' ? 'NONE' : 'CLIENT_SECRET_BASIC',
            },
          }),
        ),
        'Refresh tokens roll by themselves; this ends a sign-in whose refresh token is used twice.',
      ),
    ),
  wayBack: (context) =>
    paragraphs(changeBack(change(context)), 'With Terraform: revert the commit and apply.'),
};
