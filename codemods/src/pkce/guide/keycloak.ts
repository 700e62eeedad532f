/**
 * Keycloak and Red Hat's build of it. Members as ClientRepresentation and RealmRepresentation of
 * @keycloak/keycloak-admin-client name them; Terraform: keycloak/keycloak, `keycloak_openid_client`.
 */
import { add, changeBack, changeInTwoParts, set, type ProviderChange } from './change.js';
import { clientKind, originsOf } from './client.js';
import { fenced, json, list, paragraphs, terraform } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

function change(context: GuideContext): ProviderChange {
  const kind = clientKind(context);
  return {
    read: 'kcadm.sh get "clients/$KEYCLOAK_CLIENT_UUID" -r "$KEYCLOAK_REALM"',
    write: (file) => `kcadm.sh update "clients/$KEYCLOAK_CLIENT_UUID" -r "$KEYCLOAK_REALM" -f ${file}`,
    before: [
      set('.standardFlowEnabled', true),
      add('.redirectUris', context.redirectUris),
      add('.webOrigins', kind === 'browser' ? originsOf(context) : []),
      ...Object.entries(attributesOf(context)).map(([name, value]) => set(`.attributes["${name}"]`, value)),
    ],
    after: [set('.directAccessGrantsEnabled', false), set('.implicitFlowEnabled', false)],
  };
}

function attributesOf(context: GuideContext): Record<string, string> {
  return {
    'pkce.code.challenge.method': 'S256',
    // One attribute holds them all.
    ...(context.postLogoutRedirectUris.length > 0
      ? { 'post.logout.redirect.uris': context.postLogoutRedirectUris.join('##') }
      : {}),
    ...(clientKind(context) === 'native' ? { 'oauth2.device.authorization.grant.enabled': 'true' } : {}),
  };
}

/** The members of the client in a realm file, when both parts are done. */
function representation(context: GuideContext): Record<string, unknown> {
  return {
    publicClient: context.clientType === 'public',
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    redirectUris: context.redirectUris,
    ...(clientKind(context) === 'browser' ? { webOrigins: originsOf(context) } : {}),
    attributes: attributesOf(context),
  };
}

export const keycloak: ProviderGuide = {
  provider: 'keycloak',
  title: 'Keycloak',
  issuer(tokenEndpoint) {
    return (
      /^(https?:\/\/.+\/realms\/[^/]+)\/protocol\/openid-connect\/token$/.exec(tokenEndpoint ?? '')?.[1] ??
      null
    );
  },
  atTheProvider: (context) =>
    paragraphs(
      list([
        'Sign in once: `kcadm.sh config credentials --server https://your-keycloak --realm master --user <administrator>`. `KEYCLOAK_REALM`: the realm. `KEYCLOAK_CLIENT_UUID`: `kcadm.sh get clients -r "$KEYCLOAK_REALM" -q clientId=<client-id> --fields id --format csv --noquotes`.',
        'One-time passwords, a second factor and other identity providers now apply: the password grant ran a flow of its own that knew none of them.',
      ]),
      changeInTwoParts(
        change(context),
        paragraphs(
          clientKind(context) === 'native'
            ? 'Keycloak accepts any port where the redirect URI is registered as `http://127.0.0.1/callback` (that it does so for this version is not confirmed: try it, or set `OIDC_REDIRECT_PORT`).'
            : '',
          'Is the realm kept as a file, these are the client’s members there after both parts (until then `directAccessGrantsEnabled` stays as it is):',
          json(representation(context)),
          'With Terraform, the arguments of its `keycloak_openid_client`:',
          terraform('keycloak_openid_client', {
            access_type: context.clientType === 'public' ? 'PUBLIC' : 'CONFIDENTIAL',
            standard_flow_enabled: true,
            valid_redirect_uris: context.redirectUris,
            valid_post_logout_redirect_uris: context.postLogoutRedirectUris,
            pkce_code_challenge_method: 'S256',
            ...(clientKind(context) === 'native' ? { oauth2_device_authorization_grant_enabled: true } : {}),
          }),
        ),
        paragraphs(
          'In Terraform: `direct_access_grants_enabled = false`.',
          'Refresh tokens are rotated for the whole realm, every client in it included. Ask the others first:',
          fenced(
            'sh',
            'kcadm.sh update "realms/$KEYCLOAK_REALM" -s revokeRefreshToken=true -s refreshTokenMaxReuse=0',
          ),
        ),
      ),
    ),
  wayBack: (context) =>
    paragraphs(
      changeBack(change(context)),
      'If the realm rotates refresh tokens since then:',
      fenced('sh', 'kcadm.sh update "realms/$KEYCLOAK_REALM" -s revokeRefreshToken=false'),
    ),
};
