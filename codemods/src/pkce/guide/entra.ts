/**
 * Microsoft Entra ID. Members of the application as Microsoft Graph v1.0 names them (@microsoft/microsoft-graph-types:
 * Application, WebApplication, SpaApplication, PublicClientApplication); Terraform: hashicorp/azuread, `azuread_application`.
 */
import { add, changeBack, changeInTwoParts, set, type ProviderChange } from './change.js';
import { clientKind, type ClientKind } from './client.js';
import { fenced, list, paragraphs } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

/** The part of the application that holds the redirect URIs decides how the token endpoint treats them. */
const PLATFORMS: Record<ClientKind, { member: string; block: string }> = {
  web: { member: 'web', block: 'web' },
  browser: { member: 'spa', block: 'single_page_application' },
  native: { member: 'publicClient', block: 'public_client' },
};

function change(context: GuideContext): ProviderChange {
  const kind = clientKind(context);
  const { member } = PLATFORMS[kind];
  const url = '"https://graph.microsoft.com/v1.0/applications/$ENTRA_OBJECT_ID';
  return {
    read: `az rest --method GET --url ${url}?\\$select=web,spa,publicClient,isFallbackPublicClient"`,
    write: (file) =>
      `az rest --method PATCH --url ${url}" --headers Content-Type=application/json --body @${file}`,
    before: [
      add(`.${member}.redirectUris`, context.redirectUris),
      // The device code comes from a client that cannot keep a secret.
      ...(kind === 'native' ? [set('.isFallbackPublicClient', true)] : []),
    ],
    after: kind === 'native' ? [] : [set('.isFallbackPublicClient', false)],
    readOnly: [
      '"@odata.context"',
      'web.redirectUriSettings',
      'spa.redirectUriSettings',
      'publicClient.redirectUriSettings',
    ],
  };
}

export const entra: ProviderGuide = {
  provider: 'entra',
  title: 'Microsoft Entra ID',
  issuer(tokenEndpoint) {
    const [, base, tenant] =
      /^(https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn))\/([^/]+)\/oauth2\/(?:v2\.0\/)?token$/.exec(
        tokenEndpoint ?? '',
      ) ?? [];
    // Tokens of these name the tenant of the person: there is no one issuer to compare with.
    if (!base || /^(common|organizations|consumers)$/.test(tenant!)) return null;
    return `${base}/${tenant}/v2.0`;
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        '`az login` as an owner of the application or an Application Administrator. `ENTRA_OBJECT_ID`: the application’s *object* ID, not its client ID: `az ad app show --id <client-id> --query id -o tsv`.',
        'The issuer must name one tenant: `common` and `organizations` have no issuer of their own that could be compared.',
        'The endpoint of version 1 took `resource=X`; in version 2 the scope says it: `X/.default`, or the API’s delegated permissions. `offline_access` brings the refresh token.',
        'The delegated permissions need consent: of each person at the first sign-in, or once by an administrator (`az ad app permission admin-consent --id <client-id>`).',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          clientKind(context) === 'native'
            ? 'Entra ignores the port of a loopback address. The portal’s text box does not take `http://127.0.0.1`: that is why it is set here through Graph.'
            : '',
          clientKind(context) === 'browser'
            ? 'A redirect URI of the platform `spa` demands PKCE and gets refresh tokens of 24 hours; the same URI must not stand under `web`, too.'
            : '',
          'Is the application managed by Terraform, change its `azuread_application` instead:',
          fenced('hcl', block(context)),
        ),
        clientKind(context) === 'native'
          ? 'The device code needs “Allow public client flows”, and that allows the password grant as well. No setting for the password grant alone is known: close it with a Conditional Access policy that demands multi-factor authentication of this application’s users, which the password grant cannot pass.'
          : 'This switches “Allow public client flows” off. With a client secret the password grant stays possible, for no setting for it alone is known: renew the secret where others know it, and demand multi-factor authentication by Conditional Access, which the password grant cannot pass. Entra rotates refresh tokens by itself.',
      ),
    ),
  wayBack: (context) =>
    paragraphs(changeBack(change(context)), 'With Terraform: revert the commit and apply.'),
};

function block(context: GuideContext): string {
  const uris = `[${context.redirectUris.map((uri) => JSON.stringify(uri)).join(', ')}]`;
  const fallback = clientKind(context) === 'native' ? '  fallback_public_client_enabled = true\n\n' : '';
  return `resource "azuread_application" "app" {\n${fallback}  ${PLATFORMS[clientKind(context)].block} {\n    redirect_uris = ${uris}\n  }\n}`;
}
