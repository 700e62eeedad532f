import { claimedLifetime } from '../cache/claims.js';
import { answered } from './call.js';
import type { Kept } from './exchange.js';
import { idOf } from '../keyed/identity.js';
import { laneOf, textOf } from './token-call.js';
import { override, wrapOnce } from './wrap.js';

/** The part of Keycloak's admin client that is used. */
export interface KeycloakAdminLike {
  baseUrl: string;
  realmName: string;
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
  auth(credentials: never): Promise<void>;
  setAccessToken(token: string): void;
  setRefreshToken?(token: string): void;
}

interface Tokens {
  access: string;
  refresh: string | undefined;
}

interface Credentials {
  grantType?: string;
  username?: string;
  clientId?: string;
  totp?: string;
}

/**
 * Keycloak's admin client whose `auth` asks for a token once: `await cachedKeycloakAdmin(client).auth({ grantType, … })`. A client
 * that was built for this call is given the token of an earlier one. With a password, each client keeps to its own
 * tokens, because it refreshes them itself. Tokens that say no end (`exp`) are asked for each time, as are one-time passwords.
 */
export function cachedKeycloakAdmin<T extends KeycloakAdminLike>(client: T): T {
  return wrapOnce('keycloak-admin', client, () => {
    const auth = async (credentials: Credentials): Promise<void> => {
      const { grantType, username, clientId, totp } = credentials;
      const isMachine = grantType === 'client_credentials';
      const send = async () => {
        await client.auth(credentials as never);
        return { access: client.accessToken ?? '', refresh: client.refreshToken };
      };
      if ((!isMachine && grantType !== 'password') || totp) return void (await send());
      const { baseUrl, realmName } = client;
      const fields = new Map(Object.entries(isMachine ? { client_id: clientId } : { username }));
      const text = textOf(['keycloak-admin', isMachine ? '' : idOf(client), baseUrl, realmName, credentials]);
      const call = { text, lane: laneOf(baseUrl, fields, grantType) };
      const tokens = await answered(call, send, taken);
      if (client.accessToken !== tokens.access) client.setAccessToken(tokens.access);
      if (isMachine || client.refreshToken === tokens.refresh) return;
      if (client.setRefreshToken && tokens.refresh) client.setRefreshToken(tokens.refresh);
      else client.refreshToken = tokens.refresh;
    };
    return override(client, { auth });
  });
}

function taken(tokens: Tokens): Kept<Tokens> {
  const text = JSON.stringify({
    access_token: tokens.access,
    expires_in: claimedLifetime(tokens.access) ?? 0,
  });
  return { status: 200, text, again: () => tokens };
}
