/** GET /auth/login: begins a sign-in and leads to the authorization server. */
import { goTo, showPage } from '../../../lib/auth/answer.js';
import { problemPage } from '../../../lib/auth/pages.js';
import { safeReturnTo } from '../../../lib/auth/session.js';
import { startSignIn } from '../../../lib/auth/sign-in.js';

export async function GET(request: Request): Promise<Response> {
  try {
    const returnTo = safeReturnTo(new URL(request.url).searchParams.get('returnTo'));
    const { location, cookie } = await startSignIn(returnTo);
    return goTo(location, [cookie]);
  } catch (error) {
    return showPage(problemPage(error));
  }
}
