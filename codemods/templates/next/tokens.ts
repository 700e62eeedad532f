/** Who is signed in, and the access token to call an API with in their name. */
import { cookies } from 'next/headers';
import { renew } from './renewal.js';
import {
  cookieOptions,
  forget,
  latest,
  readSession,
  sessionCookies,
  type Session,
} from './session-cookie.js';
import { endSignIn } from './sign-in.js';

/** The session of this request; undefined when nobody is signed in. */
export async function getSession(): Promise<Session | undefined> {
  return readSession((await cookies()).getAll());
}

/**
 * For Server Components, which can write no cookie and therefore renew nothing: the proxy has had the token renewed before.
 * Undefined when nobody is signed in.
 */
export async function readAccessToken(): Promise<string | undefined> {
  const session = await getSession();
  return session && Date.now() < session.tokens.expiresAt ? session.tokens.accessToken : undefined;
}

/** For route handlers and server actions: the token is renewed when it ends. Undefined when nobody is signed in any more. */
export async function getAccessToken(): Promise<string | undefined> {
  const session = await getSession();
  if (!session) return undefined;
  const { accessToken, ended } = await renew(session);
  const now = ended ? undefined : latest(session);
  if (now !== session) await write(now);
  return accessToken;
}

/** For route handlers and server actions: ends the session here, and its grant at the authorization server. */
export async function endSession(): Promise<void> {
  const session = await getSession();
  if (!session) return;
  forget(session);
  await write(undefined);
  await endSignIn(session.tokens);
}

async function write(session: Session | undefined): Promise<void> {
  const store = await cookies();
  for (const cookie of await sessionCookies(session, store.getAll()))
    store.set(cookie.name, cookie.value, cookieOptions(cookie));
}
