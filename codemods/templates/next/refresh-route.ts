// Where the proxy sends a page's request whose token ends: only a route can renew it, because only a route can write cookies.
import { cookies } from 'next/headers';
import { goTo, showPage } from '../../../lib/auth/answer.js';
import { LOGIN_PATH, SignInUnavailable } from '../../../lib/auth/config.js';
import { problemPage } from '../../../lib/auth/pages.js';
import { safeReturnTo } from '../../../lib/auth/session.js';
import { renew } from '../../../lib/auth/renewal.js';
import { latest, readSession, sessionCookies, setCookie } from '../../../lib/auth/session-cookie.js';

export async function GET(request: Request): Promise<Response> {
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get('returnTo'));
  const before = (await cookies()).getAll();
  const session = await readSession(before);
  if (!session) return goTo(returnTo);
  const { accessToken, ended } = await renew(session);
  const now = ended ? undefined : latest(session);
  if (ended || !now) {
    const written = await sessionCookies(undefined, before);
    return goTo(`${LOGIN_PATH}?returnTo=${encodeURIComponent(returnTo)}`, written.map(setCookie));
  }
  if (!accessToken) return showPage(problemPage(new SignInUnavailable('The token could not be renewed')));
  // Not renewed, but good for a moment: the page may have it, and must not be sent here again and again.
  const { refreshAt, expiresAt } = now.tokens;
  const tokens = Date.now() < refreshAt ? now.tokens : { ...now.tokens, refreshAt: expiresAt };
  const written = await sessionCookies({ ...now, tokens }, before);
  return goTo(returnTo, written.map(setCookie));
}
