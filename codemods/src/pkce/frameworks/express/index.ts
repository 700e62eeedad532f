/** Express 4 and 5: a router below /auth, and the session of express-session. */
import type { Framework } from '../../framework.js';
import { usesPackage } from '../../server/evidence.js';
import { mountIn, type MountRules } from '../../server/mount.js';
import { scaffoldServer } from '../../server/scaffold.js';
import { expressDialect } from './dialect.js';

const rules: MountRules = {
  module: 'express',
  factories: ['express'],
  sessions: ['express-session'],
  register: 'use',
  cookie: 'cookie',
  lines: (app, quote, ownSession) => [
    ...(ownSession ? [`${app}.use(appSession())`] : []),
    `${app}.use(${quote('/auth')}, authRoutes)`,
  ],
  names: [{ template: 'routes', name: 'authRoutes' }],
  proxySet: /trust proxy/,
  proxyStep:
    'Behind a proxy that ends TLS, `app.set("trust proxy", 1)` must be set, or the Secure cookie of the session is never sent.',
};

export const express: Framework = {
  name: 'express',
  side: 'server',
  detect(application, project) {
    // Nest stands on Express and has a scaffold of its own.
    if (usesPackage(application, project, '@nestjs/core')) return null;
    // There, Express serves the pages of Angular; the sign-in is in the browser's code.
    if (application.manifest.dependencies.has('@angular/ssr')) return null;
    return usesPackage(application, project, 'express');
  },
  scaffold: (context) =>
    scaffoldServer(context, {
      templates: {
        routes: 'express/routes',
        'require-auth': 'express/require-auth',
        tokens: 'express/tokens',
      },
      appSession: 'express/app-session',
      dialect: expressDialect,
      mount: (files, sources, secure) => mountIn(rules, files, sources, secure),
      packages: ({ language }) => [
        { name: 'express-session', range: '^1.19.0' },
        ...(language === 'ts' ? [{ name: '@types/express-session', range: '^1.18.2', dev: true }] : []),
      ],
      mountStep: "Mount the routes behind the session: `app.use('/auth', authRoutes)` from `auth/routes`.",
      guardStep:
        'Put `requireAuth` from `auth/require-auth` before the routes that only people who are signed in may use.',
    }),
};
