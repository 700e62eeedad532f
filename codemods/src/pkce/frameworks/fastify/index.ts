/** Fastify 4 and 5: a plugin below /auth, and the session of @fastify/session. */
import type { ts } from 'ts-morph';
import type { Framework } from '../../framework.js';
import { majorOf } from '../../major.js';
import { usesPackage } from '../../server/evidence.js';
import { mountIn, type MountRules } from '../../server/mount.js';
import { requestAndAnswer, type Dialect } from '../../server/rewire/dialect.js';
import { routeOfCall, routeOfObject } from '../../server/rewire/route-call.js';
import { scaffoldServer } from '../../server/scaffold.js';

const routeOf = (fn: ts.Node) => routeOfCall(fn) ?? routeOfObject(fn);

const dialect: Dialect = {
  session: 'request.session',

  routeOf: (_parsed, fn) => routeOf(fn),

  names: requestAndAnswer,

  isAnswer: (text, { response }) => text.startsWith(`${response}.`),

  // 303: the browser comes by GET, whatever it had sent. By `code`, because the order of `redirect`'s arguments has changed.
  redirect(address, handler, { response }) {
    const isGet = routeOf(handler)?.method === 'get';
    return `${response}${isGet ? '' : '.code(303)'}.redirect(${address})`;
  },

  tokenCall: ({ request }) => `getAccessToken(${request})`,
};

const rules: MountRules = {
  module: 'fastify',
  factories: ['fastify', 'Fastify'],
  sessions: ['@fastify/session'],
  register: 'register',
  cookie: 'cookie',
  lines: (app, quote, ownSession) => [
    ...(ownSession ? [`${app}.register(appSession)`] : []),
    `${app}.register(authRoutes, { prefix: ${quote('/auth')} })`,
  ],
  names: [{ template: 'routes', name: 'authRoutes' }],
  proxySet: /trustProxy/,
  proxyStep:
    'Behind a proxy that ends TLS, Fastify must be made with `trustProxy`, or the Secure cookie of the session is never sent.',
};

export const fastify: Framework = {
  name: 'fastify',
  side: 'server',
  detect(application, project) {
    if (usesPackage(application, project, '@nestjs/core')) return null;
    return usesPackage(application, project, 'fastify');
  },
  scaffold: (context) =>
    scaffoldServer(context, {
      templates: {
        routes: 'fastify/routes',
        'require-auth': 'fastify/require-auth',
        tokens: 'fastify/tokens',
      },
      appSession: 'fastify/app-session',
      dialect,
      mount: (files, sources, secure) => mountIn(rules, files, sources, secure),
      packages: ({ manifest }, mount) => {
        // A plugin says which Fastify it is for, and is refused by any other.
        const [cookie, session, plugin] =
          majorOf(manifest, 'fastify') === 4
            ? ['^9.4.0', '^10.9.0', '^4.5.1']
            : ['^11.1.0', '^11.1.3', '^5.1.0'];
        return [
          { name: '@fastify/cookie', range: cookie },
          { name: '@fastify/session', range: session },
          ...(mount?.ownSession ? [{ name: 'fastify-plugin', range: plugin }] : []),
        ];
      },
      mountStep:
        "Register the routes behind the session: `app.register(authRoutes, { prefix: '/auth' })` from `auth/routes`.",
      guardStep:
        'Put `requireAuth` from `auth/require-auth` as `preHandler` at the routes that only people who are signed in may use.',
    }),
};
