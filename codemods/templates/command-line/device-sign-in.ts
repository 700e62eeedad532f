/** The sign-in on another device, for terminals without a browser (RFC 8628). */
import * as openid from 'openid-client';
import { authorizationServer, scope, SignInFailed } from './config.js';
import { tokensFrom, type Tokens } from './token-store.js';

/** @throws SignInFailed */
export async function signInWithDeviceCode(): Promise<Tokens> {
  const server = await authorizationServer();
  if (!server.serverMetadata().device_authorization_endpoint)
    throw new SignInFailed('The sign-in service has no device code. Sign in without --device.');
  try {
    const begun = await openid.initiateDeviceAuthorization(server, { scope: scope() });
    process.stderr.write(
      `Go to ${begun.verification_uri} on any device and enter the code ${begun.user_code}\n` +
        'Enter it only if you began this sign-in yourself.\n',
    );
    // Waits between its questions as the server says, longer after each `slow_down`, until the code has expired.
    return tokensFrom(await openid.pollDeviceAuthorizationGrant(server, begun));
  } catch (error) {
    throw new SignInFailed('The sign-in with the device code was refused or has expired.', { cause: error });
  }
}
