/** Lets only those in who are signed in. */
import type { NextFunction, Request, Response } from 'express';
import { LOGIN_PATH } from './config.js';
import { isSameOrigin } from './session.js';
import { getAccessToken } from './tokens.js';

export async function requireAuth(request: Request, response: Response, next: NextFunction): Promise<void> {
  // A page that was seen before signing out must not come back with the back button.
  response.set('Cache-Control', 'no-store');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && !isSameOrigin(request.headers)) return void response.sendStatus(403);
  if (await getAccessToken(request)) return next();
  const login = `${LOGIN_PATH}?returnTo=${encodeURIComponent(request.originalUrl)}`;
  // A script cannot follow a redirect to another site's login page.
  if (reads && request.accepts(['json', 'html']) === 'html') response.redirect(login);
  else response.status(401).json({ error: 'login_required', login });
}
