/** The session of a browser: an identifier in a cookie, everything else on this server. */
import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { sessionCookie, sessionCookieName } from './session.js';

/** Sessions are kept in memory here: with more than one instance, or to survive a restart, give it a store. */
async function session(app: FastifyInstance): Promise<void> {
  if (!app.hasPlugin('@fastify/cookie')) await app.register(fastifyCookie);
  await app.register(fastifySession, {
    cookieName: sessionCookieName(),
    secret: process.env.SESSION_SECRET || randomBytes(32).toString('base64url'),
    saveUninitialized: false,
    cookie: sessionCookie(),
  });
}

/** For the whole application, not for a scope of its own. */
export const appSession = fastifyPlugin(session);
