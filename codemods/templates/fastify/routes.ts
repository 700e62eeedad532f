/** Sign-in and sign-out: GET /auth/login, GET /auth/callback, POST /auth/logout. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { continueTo, problemPage, type Page } from './pages.js';
import { isSameOrigin, safeReturnTo } from './session.js';
import { endSignIn, finishSignIn, startSignIn } from './sign-in.js';
import { newSession, tokenRecords } from './tokens.js';

/** To be registered with the prefix /auth, behind the session. */
export async function authRoutes(app: FastifyInstance): Promise<void> {
  // A form that signs out has no fields, and is read by no parser that may be registered or not.
  app.addContentTypeParser('*', (request, payload, done) => {
    payload.resume();
    done(null);
  });

  app.get('/login', async (request, reply) => {
    try {
      const { returnTo } = request.query as { returnTo?: unknown };
      const { location, cookie } = await startSignIn(safeReturnTo(returnTo));
      return reply.header('Set-Cookie', cookie).header('Cache-Control', 'no-store').redirect(location);
    } catch (error) {
      return send(reply, problemPage(error));
    }
  });

  app.get('/callback', async (request, reply) => {
    try {
      const { person, tokens, returnTo, cookie } = await finishSignIn(
        searchOf(request),
        request.headers.cookie,
      );
      // A session that was there before may be known to somebody else (session fixation).
      await newSession(request);
      request.session.person = person;
      // @remember
      await tokenRecords(request).write(request.session.sessionId, tokens);
      return send(reply.header('Set-Cookie', cookie), continueTo(returnTo));
    } catch (error) {
      return send(reply, problemPage(error));
    }
  });

  app.post('/logout', async (request, reply) => {
    // Another site could end the session otherwise.
    if (!isSameOrigin(request.headers)) return reply.code(403).send('Forbidden');
    try {
      const records = tokenRecords(request);
      const { sessionId } = request.session;
      const tokens = await records.read(sessionId);
      // Our own session first: it ends, whatever the authorization server answers.
      await records.remove(sessionId);
      await request.session.destroy();
      return reply
        .header('Cache-Control', 'no-store')
        .code(303)
        .redirect(await endSignIn(tokens));
    } catch (error) {
      return send(reply, problemPage(error));
    }
  });
}

function searchOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  return url.includes('?') ? url.slice(url.indexOf('?')) : '';
}

function send(reply: FastifyReply, { status, html }: Page): FastifyReply {
  return reply.code(status).header('Cache-Control', 'no-store').type('text/html; charset=utf-8').send(html);
}
