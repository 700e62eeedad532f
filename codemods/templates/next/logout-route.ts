/** POST /auth/logout: ends the session here, its grant and the session at the authorization server. */
import { cookies } from 'next/headers';
import { goTo } from '../../../lib/auth/answer.js';
import { isSameOrigin } from '../../../lib/auth/session.js';
import { forget, readSession, sessionCookies, setCookie } from '../../../lib/auth/session-cookie.js';
import { endSignIn } from '../../../lib/auth/sign-in.js';

export async function POST(request: Request): Promise<Response> {
  // Another site could end the session otherwise.
  if (!isSameOrigin(Object.fromEntries(request.headers))) return new Response(null, { status: 403 });
  const before = (await cookies()).getAll();
  const session = await readSession(before);
  // Our own session first: it ends, whatever the authorization server answers.
  if (session) forget(session);
  const written = await sessionCookies(undefined, before);
  return goTo(await endSignIn(session?.tokens), written.map(setCookie), 303);
}
