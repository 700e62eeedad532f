/**
 * Okta. Members of the Apps API as the models of @okta/okta-sdk-nodejs name them (OpenIdConnectApplicationSettingsClient,
 * ApplicationCredentialsOAuthClient, AuthorizationServerPolicyRuleConditions); Terraform: okta/okta, `okta_app_oauth`.
 */
import { add, changeBack, changeInTwoParts, remove, set, type ProviderChange } from './change.js';
import { clientKind, grantTypes, loopbackNote } from './client.js';
import { fenced, list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

const CLIENT = '.settings.oauthClient';
/** Okta's name for each kind; it is chosen when the application is made. */
const TYPES = { web: 'web', browser: 'browser', native: 'native' };

function change(context: GuideContext): ProviderChange {
  const request = `curl -sSf -H "Authorization: SSWS $OKTA_API_TOKEN" "$OKTA_ORG/api/v1/apps/$OKTA_APP_ID"`;
  return {
    read: request,
    write: (file) => `${request} -X PUT -H 'Content-Type: application/json' --data @${file}`,
    before: [
      add(`${CLIENT}.redirect_uris`, context.redirectUris),
      add(`${CLIENT}.post_logout_redirect_uris`, context.postLogoutRedirectUris),
      add(`${CLIENT}.response_types`, ['code']),
      add(`${CLIENT}.grant_types`, grantTypes(context)),
      set('.credentials.oauthClient.pkce_required', true),
    ],
    after: [
      remove(`${CLIENT}.grant_types`, ['password']),
      set(`${CLIENT}.refresh_token`, { rotation_type: 'ROTATE', leeway: 30 }),
    ],
  };
}

export const okta: ProviderGuide = {
  provider: 'okta',
  title: 'Okta',
  issuer(tokenEndpoint) {
    // A custom authorization server carries its name in the path, the org's own does not.
    return (
      /^(https:\/\/[^/]+(?:\/oauth2\/(?!v1\/)[^/]+)?)(?:\/oauth2)?\/v1\/token$/.exec(
        tokenEndpoint ?? '',
      )?.[1] ?? null
    );
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`OKTA_ORG`: `https://your-org.okta.com`. `OKTA_API_TOKEN`: an administrator’s API token. `OKTA_APP_ID`: the number of the application in the Admin Console’s address (`0oa…`), which is its client ID, too.',
        `The application’s type must be \`${TYPES[clientKind(context)]}\`. It is chosen when the application is made; is it another (\`service\`), make a new application and give its client ID to the release.`,
        'The people who sign in must be assigned to the application (Assignments).',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          loopbackNote(context, 'Whether Okta does for every org is not confirmed.'),
          'With a custom authorization server, its access policy must allow the grant as well: Security > API > the server > Access Policies > the rule > “IF Grant type is”: check Authorization Code (`conditions.grantTypes.include` of the rule in the API). `offline_access` must be among the rule’s scopes, or no refresh token comes.',
          'Is the application managed by Terraform, change these arguments of its `okta_app_oauth` instead:',
          terraform('okta_app_oauth', {
            type: TYPES[clientKind(context)],
            grant_types: [...grantTypes(context), 'password'],
            response_types: ['code'],
            redirect_uris: context.redirectUris,
            post_logout_redirect_uris: context.postLogoutRedirectUris,
            pkce_required: true,
          }),
        ),
        'Take Resource Owner Password out of the access policy’s rule, too. In Terraform: `password` goes out of `grant_types`, `refresh_token_rotation = "ROTATE"` and `refresh_token_leeway = 30` come in. A refresh token that is used twice outside of the leeway ends the whole sign-in: the release must refresh once at a time, as the scaffold does.',
      ),
    ),
  wayBack: (context) =>
    paragraphs(
      changeBack(change(context)),
      'Give the access policy’s rule Resource Owner Password back. With Terraform: revert the commit and apply.',
      fenced('sh', 'git revert <commit> && terraform apply'),
    ),
};
