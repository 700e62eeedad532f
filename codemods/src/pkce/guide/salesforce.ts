/**
 * Salesforce. Settings as the Metadata API names them (OauthOidcSettings: blockOAuthUnPwFlow, isPkceRequired, API version 59;
 * ConnectedApp oauthConfig: callbackUrl, scopes, isPkceRequired).
 */
import { clientKind, scopesOf } from './client.js';
import { code, fenced, list, paragraphs } from './markdown.js';
import type { ProviderGuide } from './provider-guide.js';

const settings = (blocked: boolean) =>
  fenced(
    'xml',
    `<?xml version="1.0" encoding="UTF-8"?>
<OauthOidcSettings xmlns="http://soap.sforce.com/2006/04/metadata">
    <blockOAuthUnPwFlow>${blocked}</blockOAuthUnPwFlow>
</OauthOidcSettings>`,
  );

export const salesforce: ProviderGuide = {
  provider: 'salesforce',
  title: 'Salesforce',
  issuer(tokenEndpoint) {
    return /^(https:\/\/[^/]+)\/services\/oauth2\/token$/.exec(tokenEndpoint ?? '')?.[1] ?? null;
  },
  atTheProvider: (context) =>
    paragraphs(
      '### Before the release',
      'In Setup > App Manager > the application > Edit (a connected app), or External Client App Manager > the application > OAuth Settings:',
      list([
        `Callback URL: ${context.redirectUris.map(code).join(', ')}, one a line.`,
        `OAuth scopes: ${scopesOf(context).map(code).join(', ')}. The password flow had none; a refresh token needs “Perform requests at any time (refresh_token, offline_access)”, which the password flow never gave.`,
        'Check “Require Proof Key for Code Exchange (PKCE)”.',
        context.clientType === 'public'
          ? 'Uncheck “Require Secret for Web Server Flow” and “Require Secret for Refresh Token Flow”.'
          : 'Keep “Require Secret for Web Server Flow” checked.',
        ...(clientKind(context) === 'native'
          ? [
              'Salesforce compares the port of a callback: set `OIDC_REDIRECT_PORT` and register that URI (that any port is accepted is not confirmed).',
            ]
          : []),
        'The security token that was appended to the password is no longer needed anywhere.',
      ]),
      'Is the connected app kept as metadata, these members of its `oauthConfig`:',
      fenced(
        'xml',
        `<oauthConfig>
${context.redirectUris.map((uri) => `    <callbackUrl>${uri}</callbackUrl>`).join('\n')}
    <scopes>Api</scopes>
    <scopes>OpenID</scopes>
    <scopes>RefreshToken</scopes>
    <isPkceRequired>true</isPkceRequired>
</oauthConfig>`,
      ),
      '### After the release, when nothing asks for the password grant any more',
      'In Setup > OAuth and OpenID Connect Settings, switch “Allow OAuth Username-Password Flows” off. It is switched off for the whole org: look into Login History for “Username-Password” of other applications first. As metadata, `settings/OauthOidc.settings-meta.xml`:',
      settings(true),
      fenced('sh', 'sf project deploy start --metadata Settings:OauthOidc'),
      'Then check “Enable Refresh Token Rotation” of the application, and let the passwords and security tokens that the old release held expire.',
    ),
  wayBack: () =>
    paragraphs(
      'Switch the flow on again, by the same page or by deploying:',
      settings(false),
      fenced('sh', 'sf project deploy start --metadata Settings:OauthOidc'),
      'The callback URLs may stay; they do nothing for the old release. A new org cannot switch the flow on any more: there is no way back then.',
    ),
};
