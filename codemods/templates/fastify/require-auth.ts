/** Lets only those in who are signed in: `{ preHandler: requireAuth }` at a route, or `addHook('preHandler', requireAuth)`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGIN_PATH } from './config.js';
import { isSameOrigin } from './session.js';
import { getAccessToken } from './tokens.js';

export async function requireAuth(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | void> {
  // A page that was seen before signing out must not come back with the back button.
  reply.header('Cache-Control', 'no-store');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && !isSameOrigin(request.headers)) return reply.code(403).send('Forbidden');
  if (await getAccessToken(request)) return;
  const login = `${LOGIN_PATH}?returnTo=${encodeURIComponent(request.raw.url ?? '/')}`;
  // A script cannot follow a redirect to another site's login page.
  if (reads && request.headers.accept?.includes('text/html')) return reply.redirect(login);
  return reply.code(401).send({ error: 'login_required', login });
}
