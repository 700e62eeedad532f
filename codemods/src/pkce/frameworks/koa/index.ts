/** Koa 2 and 3: middleware, and the session of koa-session; tokens stay on the server, whatever the session is kept in. */
import { ts } from 'ts-morph';
import type { Framework } from '../../framework.js';
import { majorOf } from '../../major.js';
import { usesPackage } from '../../server/evidence.js';
import { mountIn, type MountRules } from '../../server/mount.js';
import type { Dialect } from '../../server/rewire/dialect.js';
import { routeOfCall } from '../../server/rewire/route-call.js';
import { scaffoldServer } from '../../server/scaffold.js';

/** What of a context is the answer; the rest of it is the request, the session and the application's own. */
const ANSWER = /^\.(body|status|type|message|redirect|throw|assert|render|response|set|append|cookies)\b/;

const dialect: Dialect = {
  session: 'session',

  routeOf: (_parsed, fn) => routeOfCall(fn),

  names(handler) {
    const [context] = handler.parameters.map(({ name }) => name);
    return context && ts.isIdentifier(context) ? { request: context.text, response: context.text } : null;
  },

  isAnswer: (text, { response }) =>
    text.startsWith(`${response}.`) && ANSWER.test(text.slice(response.length)),

  // Koa answers a redirect with 302, which every browser follows by GET.
  redirect: (address, _handler, { response }) => `${response}.redirect(${address})`,

  tokenCall: ({ request }) => `getAccessToken(${request})`,
};

const rules: MountRules = {
  module: 'koa',
  factories: ['Koa'],
  sessions: ['koa-session'],
  register: 'use',
  cookie: null,
  store: { member: 'store: sessionStore', template: 'session-store', unless: ['store', 'ContextStore'] },
  lines: (app, _quote, ownSession) => [
    ...(ownSession ? [`${app}.use(appSession(${app}))`] : []),
    `${app}.use(authRoutes)`,
  ],
  names: [{ template: 'routes', name: 'authRoutes' }],
  proxySet: /\.proxy\s*=|\bproxy: true/,
  proxyStep:
    'Behind a proxy that ends TLS, `app.proxy = true` must be set, or the Secure cookie of the session is refused.',
};

export const koa: Framework = {
  name: 'koa',
  side: 'server',
  detect: (application, project) => usesPackage(application, project, 'koa'),
  scaffold: (context) =>
    scaffoldServer(context, {
      templates: {
        routes: 'koa/routes',
        'require-auth': 'koa/require-auth',
        'session-store': 'koa/session-store',
        tokens: 'koa/tokens',
      },
      appSession: 'koa/app-session',
      dialect,
      mount(files, sources, secure, { manifest }) {
        const mount = mountIn(rules, files, sources, secure);
        // Before 6.4 there is no `regenerate`.
        if ((majorOf(manifest, 'koa-session') ?? 7) < 7)
          mount?.steps.unshift('koa-session must be 6.4 or newer: it gives a new session at the sign-in.');
        return mount;
      },
      packages: ({ language }) => [
        { name: 'koa-session', range: '^7.0.2' },
        ...(language === 'ts' ? [{ name: '@types/koa', range: '^3.0.0', dev: true }] : []),
      ],
      mountStep: 'Use the routes behind the session: `app.use(authRoutes)` from `auth/routes`.',
      guardStep:
        'Put `requireAuth` from `auth/require-auth` before the routes that only people who are signed in may use.',
    }),
};
