/**
 * PingFederate. Members of a client as the Terraform provider pingidentity/pingfederate documents them
 * (`pingfederate_oauth_client`); the administrative API has the same in camel case.
 */
import { add, changeBack, changeInTwoParts, remove, set, type ProviderChange } from './change.js';
import { clientKind, pingGrants } from './client.js';
import { list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

function change(context: GuideContext): ProviderChange {
  const request =
    'curl -sSf -u "$PINGFEDERATE_ADMIN" -H \'X-XSRF-Header: PingFederate\' "$PINGFEDERATE_ADMIN_URL/pf-admin-api/v1/oauth/clients/$CLIENT_ID"';
  return {
    read: request,
    write: (file) => `${request} -X PUT -H 'Content-Type: application/json' --data @${file}`,
    before: [
      add('.redirectUris', context.redirectUris),
      add('.grantTypes', pingGrants(context)),
      set('.requireProofKeyForCodeExchange', true),
    ],
    after: [remove('.grantTypes', ['RESOURCE_OWNER_CREDENTIALS']), set('.refreshRolling', 'ROLL')],
  };
}

export const pingFederate: ProviderGuide = {
  provider: 'ping',
  title: 'PingFederate',
  issuer(tokenEndpoint) {
    return /^(https:\/\/.+)\/as\/token\.oauth2$/.exec(tokenEndpoint ?? '')?.[1] ?? null;
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`PINGFEDERATE_ADMIN_URL`: `https://your-server:9999`. `PINGFEDERATE_ADMIN`: an administrator’s name; curl asks for the password. `CLIENT_ID`: the client’s.',
        'The code flow needs a way for a person to sign in: an IdP adapter or an authentication policy with a grant mapping (Applications > OAuth > IdP Adapter Grant Mapping). The password grant used a Password Credential Validator instead.',
        'Does the client have an OpenID Connect policy? Without one no ID token comes.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          clientKind(context) === 'native'
            ? 'Whether PingFederate accepts any port of a loopback address is not confirmed: does it refuse the redirect URI, set `OIDC_REDIRECT_PORT` and register the URI with it.'
            : '',
          context.postLogoutRedirectUris.length > 0
            ? 'Where a person may be sent after signing out is a setting of the server, not of the client (System > OAuth Settings and the client’s “Logout URIs”); its name in the API is not confirmed.'
            : '',
          'Is the client managed by Terraform, change these arguments of its `pingfederate_oauth_client` instead:',
          terraform('pingfederate_oauth_client', {
            grant_types: [...pingGrants(context), 'RESOURCE_OWNER_CREDENTIALS'],
            redirect_uris: context.redirectUris,
            require_proof_key_for_code_exchange: true,
          }),
        ),
        'In Terraform: `RESOURCE_OWNER_CREDENTIALS` goes out of `grant_types`, `refresh_rolling = "ROLL"` comes in. Remove the client from Applications > OAuth > Resource Owner Credentials Mappings when it was the last one.',
      ),
    ),
  wayBack: (context) =>
    paragraphs(changeBack(change(context)), 'With Terraform: revert the commit and apply.'),
};
