/** Who is signed in, and the access token to call an API with in their name: for API routes and getServerSideProps. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { renew } from './renewal.js';
import type { Cookie, Session } from './session-cookie.js';
import { forget, latest, readSession, sessionCookies, setCookie } from './session-cookie.js';
import { endSignIn } from './sign-in.js';

/** The session of this request; undefined when nobody is signed in. */
export async function getSession(request: IncomingMessage): Promise<Session | undefined> {
  return readSession(cookiesOf(request));
}

/** The access token, renewed when it ends. Undefined when nobody is signed in, or is any more. */
export async function getAccessToken(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string | undefined> {
  const session = await getSession(request);
  if (!session) return undefined;
  const { accessToken, ended } = await renew(session);
  const now = ended ? undefined : latest(session);
  if (now !== session) await write(now, request, response);
  return accessToken;
}

/** Ends the session here, and its grant at the authorization server. */
export async function endSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const session = await getSession(request);
  if (!session) return;
  forget(session);
  await write(undefined, request, response);
  await endSignIn(session.tokens);
}

async function write(
  session: Session | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const before = response.getHeader('Set-Cookie') ?? [];
  const own = await sessionCookies(session, cookiesOf(request));
  response.setHeader('Set-Cookie', [before].flat().map(String).concat(own.map(setCookie)));
}

function cookiesOf(request: IncomingMessage): Cookie[] {
  return (request.headers.cookie ?? '').split(/; */).map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('=') };
  });
}
