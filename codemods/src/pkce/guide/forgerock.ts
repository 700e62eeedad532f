/**
 * PingAM and PingOne Advanced Identity Cloud (ForgeRock). Members of a client as `/realm-config/agents/OAuth2Client` documents
 * them: each carries `inherited` and `value`.
 */
import { add, changeBack, changeInTwoParts, remove, set, type ProviderChange } from './change.js';
import { grantTypes, loopbackNote } from './client.js';
import { fenced, list, paragraphs } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

const REDIRECTS = '.coreOAuth2ClientConfig.redirectionUris';
const GRANTS = '.advancedOAuth2ClientConfig.grantTypes';
const LOGOUTS = '.coreOpenIDClientConfig.postLogoutRedirectUri';

function own(path: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [set(`${path}.inherited`, false), add(`${path}.value`, values)];
}

function change(context: GuideContext): ProviderChange {
  const request =
    'curl -sSf -H "Authorization: Bearer $AM_TOKEN" -H \'Accept-API-Version: resource=1.0\' "$AM_URL/json/realms/root/realms/$AM_REALM/realm-config/agents/OAuth2Client/$CLIENT_ID"';
  return {
    read: request,
    write: (file) => `${request} -X PUT -H 'Content-Type: application/json' --data @${file}`,
    before: [
      ...own(REDIRECTS, context.redirectUris),
      ...own(LOGOUTS, context.postLogoutRedirectUris),
      ...own('.advancedOAuth2ClientConfig.responseTypes', ['code']),
      ...own(GRANTS, grantTypes(context)),
    ],
    after: [remove(`${GRANTS}.value`, ['password'])],
    readOnly: ['_id', '_rev', '_type'],
  };
}

export const forgerock: ProviderGuide = {
  provider: 'forgerock',
  title: 'PingAM and PingOne Advanced Identity Cloud (ForgeRock)',
  issuer(tokenEndpoint) {
    return /^(https?:\/\/.+\/oauth2(?:\/realms\/.+)?)\/access_token$/.exec(tokenEndpoint ?? '')?.[1] ?? null;
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`AM_URL`: `https://your-tenant/am`. `AM_TOKEN`: an administrator’s access token (PingAM on your own machines takes the session’s cookie instead). `AM_REALM`: such as `alpha`. `CLIENT_ID`: the client’s.',
        'An `auth_chain` that the old requests named was a journey without pages; the browser now runs the realm’s journey with its pages.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          'The names of `postLogoutRedirectUri` and `responseTypes` are not confirmed for every version: compare them with `client.before.json` first.',
          loopbackNote(
            context,
            'Whether this server does is not confirmed; “Allow wildcard ports in redirection URIs” of the client is its setting for it.',
          ),
        ),
        paragraphs(
          'PKCE is demanded for the whole realm, not for a client: Services > OAuth2 Provider > Advanced > “Code Verifier Parameter Required” (`codeVerifierEnforced` of the service `oauth-oidc`: `true`, `public` or `false`). Other clients of the realm must send it, too, then.',
          'Where the service allows it, “Use Policy Engine” and the grant types of the provider (Services > OAuth2 Provider > Advanced > Grant Types) lose `password` when no client needs it.',
        ),
      ),
    ),
  wayBack: (context) =>
    paragraphs(
      changeBack(change(context)),
      'Set “Code Verifier Parameter Required” back when it was changed.',
      fenced('sh', `jq '${GRANTS}.value' client.before.json   # what the client had`),
    ),
};
