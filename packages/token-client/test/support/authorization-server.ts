// The shared authorization server, with types for tests in TypeScript.
import { startAuthorizationServer } from '../../../../test/authorization-server/server.mjs';

export type AuthorizationServer = Awaited<ReturnType<typeof startAuthorizationServer>>;
export { startAuthorizationServer };

/** The client that most tests use: Basic authentication, all grants of a service. */
export function serviceClient(server: AuthorizationServer) {
  return { issuer: server.issuer, clientId: 'order-sync', clientSecret: 'secret-of-order-sync' };
}

/** A user's credentials, as a source asks for them. */
export function credentialsOf(server: AuthorizationServer, username: string) {
  return () => ({ username, password: server.users[username]! });
}
