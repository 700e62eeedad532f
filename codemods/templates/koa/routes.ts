/** Sign-in and sign-out: GET /auth/login, GET /auth/callback, POST /auth/logout. */
import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import { continueTo, problemPage, type Page } from './pages.js';
import { isSameOrigin, safeReturnTo } from './session.js';
import { endSignIn, finishSignIn, startSignIn } from './sign-in.js';
import { clear, tokenRecords } from './tokens.js';

/** Middleware, behind the session. */
export async function authRoutes(context: Context, next: Next): Promise<void> {
  const answer = routes[`${context.method} ${context.path}`];
  if (!answer) {
    // What else is asked for below /auth is for others.
    await next();
    return;
  }
  context.set('Cache-Control', 'no-store');
  try {
    await answer(context);
  } catch (error) {
    send(context, problemPage(error));
  }
}

const routes: Record<string, (context: Context) => Promise<void>> = {
  'GET /auth/login': login,
  'GET /auth/callback': callback,
  'POST /auth/logout': logout,
};

async function login(context: Context): Promise<void> {
  const { location, cookie } = await startSignIn(safeReturnTo(context.query.returnTo));
  context.append('Set-Cookie', cookie);
  context.redirect(location);
}

async function callback(context: Context): Promise<void> {
  const { person, tokens, returnTo, cookie } = await finishSignIn(context.search, context.get('Cookie'));
  // A session that was there before may be known to somebody else (session fixation): nothing of it stays, and it gets a
  // new identifier where it has one.
  clear(context);
  const session = context.session!;
  session.signInId = randomUUID();
  session.person = person;
  // @remember
  await session.regenerate();
  await tokenRecords.write(session.signInId, tokens);
  context.append('Set-Cookie', cookie);
  send(context, continueTo(returnTo));
}

async function logout(context: Context): Promise<void> {
  // Another site could end the session otherwise.
  if (!isSameOrigin(context.headers)) {
    context.status = 403;
    return;
  }
  const signInId = context.session?.signInId;
  const tokens = signInId && (await tokenRecords.read(signInId));
  // Our own session first: it ends, whatever the authorization server answers.
  if (signInId) await tokenRecords.remove(signInId);
  context.session = null;
  context.redirect(await endSignIn(tokens));
  context.status = 303;
}

function send(context: Context, { status, html }: Page): void {
  context.status = status;
  context.type = 'html';
  context.body = html;
}
