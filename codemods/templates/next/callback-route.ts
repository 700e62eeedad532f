/** GET /auth/callback: takes the answer of the authorization server and begins a session. */
import { cookies } from 'next/headers';
import { showPage } from '../../../lib/auth/answer.js';
import { continueTo, problemPage } from '../../../lib/auth/pages.js';
import { sessionCookies, setCookie } from '../../../lib/auth/session-cookie.js';
import { finishSignIn } from '../../../lib/auth/sign-in.js';

export async function GET(request: Request): Promise<Response> {
  try {
    const { search } = new URL(request.url);
    const { person, tokens, returnTo, cookie } = await finishSignIn(
      search,
      request.headers.get('cookie') ?? '',
    );
    // A session of its own each time: one that was there before may be known to somebody else (session fixation).
    const session = { id: crypto.randomUUID(), person, tokens };
    const written = await sessionCookies(session, (await cookies()).getAll());
    return showPage(continueTo(returnTo), [...written.map(setCookie), cookie]);
  } catch (error) {
    return showPage(problemPage(error));
  }
}
