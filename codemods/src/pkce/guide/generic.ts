/** Any other server: said in the words of the standards, which its administrator knows (RFC 7591 section 2, RFC 8414). */
import { DEVICE_CODE, clientKind, grantTypes, loopbackNote, originsOf } from './client.js';
import { json, list, paragraphs } from './markdown.js';
import type { ProviderGuide } from './provider-guide.js';

const AUTHENTICATION = { confidential: 'client_secret_basic', public: 'none' };

export const generic: ProviderGuide = {
  provider: 'generic',
  title: 'the authorization server',
  issuer: () => null,
  atTheProvider: (context) =>
    paragraphs(
      list([
        'The server must publish what it can do at `<issuer>/.well-known/openid-configuration` or, without OpenID Connect, at `/.well-known/oauth-authorization-server` (RFC 8414). Does it publish neither, or is `S256` not among its `code_challenge_methods_supported`, ask its operator before the release.',
        ...(clientKind(context) === 'native'
          ? [`For \`--device\` its \`grant_types_supported\` must hold \`${DEVICE_CODE}\` (RFC 8628).`]
          : []),
      ]),
      '### Before the release',
      'The client’s registration must hold this, in the words of RFC 7591; what is there already stays:',
      json({
        redirect_uris: context.redirectUris,
        ...(context.postLogoutRedirectUris.length > 0
          ? { post_logout_redirect_uris: context.postLogoutRedirectUris }
          : {}),
        grant_types: grantTypes(context),
        response_types: ['code'],
        token_endpoint_auth_method: AUTHENTICATION[context.clientType],
      }),
      list([
        'Redirect URIs are compared character by character (RFC 9700 section 4.1.3): register one for each place where the application runs, without wildcards.',
        'Demand PKCE of this client where the server can (RFC 9700 section 2.1.1).',
        ...(clientKind(context) === 'browser'
          ? [
              `Allow the browser’s requests (CORS) from ${originsOf(context)
                .map((origin) => `\`${origin}\``)
                .join(', ')}.`,
            ]
          : []),
      ]),
      loopbackNote(context, 'Not every server does.'),
      '### After the release, when nothing asks for the password grant any more',
      list([
        'Take `password` out of the client’s grant types; out of the server’s, when no client uses it (RFC 9700 section 2.4).',
        context.clientType === 'public'
          ? 'Refresh tokens of a public client must be rotated or bound to their sender (RFC 9700 section 2.2.2).'
          : 'Rotate refresh tokens where the server can; the release refreshes once at a time.',
      ]),
    ),
  wayBack: () =>
    'Give the client `password` back among its grant types. The redirect URIs may stay: they do nothing for the old release.',
};
