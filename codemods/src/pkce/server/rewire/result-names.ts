/** Under which names a client gives out what the token endpoint answered. */
import type { Value } from './values.js';

export type ResultNames = Readonly<Record<string, Value>>;

/** RFC 6749 section 5.1, as HTTP clients have it, in `data` or `body` or by itself. */
const WIRE: ResultNames = {
  access_token: 'access-token',
  refresh_token: 'other-token',
  id_token: 'other-token',
  expires_in: 'other-token',
  expires_at: 'other-token',
  scope: 'other-token',
  token_type: 'other-token',
  data: 'response',
  body: 'response',
};

/** SDKs with names of their own; each as its package documents it. */
const SDKS: Readonly<Record<string, ResultNames>> = {
  // simple-oauth2 5.1: `accessToken.token` is the answer.
  'simple-oauth2': { ...WIRE, token: 'response' },
  // client-oauth2 4.3: a Token with the answer in `data`.
  'client-oauth2': {
    ...WIRE,
    accessToken: 'access-token',
    refreshToken: 'other-token',
    tokenType: 'other-token',
  },
  // keycloak-connect 26: a Grant of Token objects, each with the text in `token`.
  'keycloak-connect': {
    access_token: 'held-access-token',
    refresh_token: 'other-token',
    id_token: 'other-token',
  },
  // msal-node 7: AuthenticationResult.
  'msal-node': {
    accessToken: 'access-token',
    idToken: 'other-token',
    expiresOn: 'other-token',
    scopes: 'other-token',
  },
};

export function resultNamesOf(client: string): ResultNames {
  return Object.hasOwn(SDKS, client) ? SDKS[client]! : WIRE;
}
