/** Signs the person out at this terminal. The browser's session at the sign-in service is the browser's. */
import * as openid from 'openid-client';
import { authorizationServer } from './config.js';
import { readTokens, removeTokens } from './token-store.js';

export async function logout(): Promise<void> {
  const tokens = await readTokens();
  await removeTokens();
  if (!tokens?.refreshToken) return;
  // It cannot be reached, or has no revocation: nobody is signed in here all the same.
  await authorizationServer()
    .then((server) => openid.tokenRevocation(server, tokens.refreshToken!))
    .catch(() => undefined);
}
