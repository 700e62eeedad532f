/**
 * Auth0. Members of the Management API as the types of the `auth0` package name them (UpdateClientRequestContent,
 * ClientRefreshTokenConfiguration); Terraform: auth0/auth0, `auth0_client`.
 */
import { add, changeBack, changeInTwoParts, remove, set, type ProviderChange } from './change.js';
import { clientKind, grantTypes, loopbackNote, originsOf } from './client.js';
import { fenced, json, list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

const FIELDS = ['callbacks', 'allowed_logout_urls', 'web_origins', 'grant_types', 'refresh_token'];
const TYPES = { web: 'regular_web', browser: 'spa', native: 'native' };
const ROTATING = {
  rotation_type: 'rotating',
  expiration_type: 'expiring',
  token_lifetime: 2592000,
  idle_token_lifetime: 1296000,
  leeway: 30,
};

function change(context: GuideContext): ProviderChange {
  const request =
    'curl -sSf -H "Authorization: Bearer $AUTH0_MANAGEMENT_TOKEN" "https://$AUTH0_DOMAIN/api/v2/clients/$AUTH0_CLIENT_ID';
  return {
    read: `${request}?fields=${FIELDS.join(',')}"`,
    write: (file) => `${request}" -X PATCH -H 'Content-Type: application/json' --data @${file}`,
    before: [
      add('.callbacks', context.redirectUris),
      add('.allowed_logout_urls', context.postLogoutRedirectUris),
      add('.web_origins', clientKind(context) === 'browser' ? originsOf(context) : []),
      add('.grant_types', grantTypes(context)),
    ],
    after: [
      remove('.grant_types', ['password', 'http://auth0.com/oauth/grant-type/password-realm']),
      set('.refresh_token', ROTATING),
    ],
  };
}

export const auth0: ProviderGuide = {
  provider: 'auth0',
  title: 'Auth0',
  issuer(tokenEndpoint) {
    // Auth0's issuer ends in a slash, and the comparison is by characters.
    return /^(https:\/\/[^/]+\/)oauth\/token$/.exec(tokenEndpoint ?? '')?.[1] ?? null;
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`AUTH0_DOMAIN`: `your-tenant.eu.auth0.com`. `AUTH0_MANAGEMENT_TOKEN`: a token of the Management API with `read:clients` and `update:clients`. `AUTH0_CLIENT_ID`: the application’s.',
        `The application’s type (\`app_type\`) is \`${TYPES[clientKind(context)]}\`.`,
        'An `audience` that was sent to the token endpoint is now sent to `/authorize`. A `realm` becomes `connection` there.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          loopbackNote(context, 'Whether Auth0 does for every application is not confirmed.'),
          'A refresh token comes only where the API allows it: Applications > APIs > the API > Allow Offline Access, or `PATCH https://$AUTH0_DOMAIN/api/v2/resource-servers/$API_ID` with:',
          json({ allow_offline_access: true }),
          'Is the application managed by Terraform, change these arguments of its `auth0_client` instead:',
          terraform('auth0_client', {
            app_type: TYPES[clientKind(context)],
            callbacks: context.redirectUris,
            allowed_logout_urls: context.postLogoutRedirectUris,
            grant_types: [...grantTypes(context), 'password'],
          }),
        ),
        'Auth0 checks PKCE whenever it is sent; the Management API has no member that demands it of a client. Is the tenant’s Default Directory set for the password grant alone (Settings > General > API Authorization Settings), empty it.',
      ),
    ),
  wayBack: (context) =>
    paragraphs(
      changeBack(change(context)),
      'With Terraform: revert the commit and apply.',
      fenced('sh', 'git revert <commit> && terraform apply'),
    ),
};
