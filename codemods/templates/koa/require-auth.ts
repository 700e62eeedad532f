/** Lets only those in who are signed in. */
import type { Context, Next } from 'koa';
import { LOGIN_PATH } from './config.js';
import { isSameOrigin } from './session.js';
import { getAccessToken } from './tokens.js';

export async function requireAuth(context: Context, next: Next): Promise<void> {
  // A page that was seen before signing out must not come back with the back button.
  context.set('Cache-Control', 'no-store');
  const reads = context.method === 'GET' || context.method === 'HEAD';
  if (!reads && !isSameOrigin(context.headers)) context.throw(403);
  if (await getAccessToken(context)) {
    await next();
    return;
  }
  const login = `${LOGIN_PATH}?returnTo=${encodeURIComponent(context.originalUrl)}`;
  // A script cannot follow a redirect to another site's login page.
  if (reads && context.accepts('json', 'html') === 'html') context.redirect(login);
  else {
    context.status = 401;
    context.body = { error: 'login_required', login };
  }
}
