/** Nest 10 to 12 on Express: a module with a controller and a guard, and the session of express-session. */
import type { Manifest } from '../../../manifest/nearest-manifest.js';
import type { Application } from '../../application.js';
import type { Framework } from '../../framework.js';
import { majorOf } from '../../major.js';
import { usesPackage } from '../../server/evidence.js';
import { mountIn, type Mount, type MountRules } from '../../server/mount.js';
import type { Files } from '../../files.js';
import { scaffoldServer } from '../../server/scaffold.js';
import { nestDialect } from './dialect.js';
import { bootstrapped, importAuthModule } from './module.js';

const rules: MountRules = {
  module: '@nestjs/core',
  factories: ['NestFactory'],
  sessions: ['express-session'],
  register: 'use',
  cookie: 'cookie',
  lines: (app, _quote, ownSession) => (ownSession ? [`${app}.use(appSession())`] : []),
  names: [],
  proxySet: /trust proxy/,
  proxyStep:
    'Behind a proxy that ends TLS, `app.set("trust proxy", 1)` must be set on the NestExpressApplication, or the Secure cookie of the session is never sent.',
};

const moduleStep = 'Import `AuthModule` from `auth/auth.module` in the module that is bootstrapped.';

export const nest: Framework = {
  name: 'nest',
  side: 'server',
  detect(application, project) {
    // On Fastify, requests and sessions are others.
    if (usesPackage(application, project, '@nestjs/platform-fastify')) return null;
    return usesPackage(application, project, '@nestjs/core');
  },
  scaffold: (context) =>
    scaffoldServer(context, {
      templates: {
        'auth.controller': 'nest/auth.controller',
        'auth.module': 'nest/auth.module',
        'session.guard': 'nest/session.guard',
        tokens: 'express/tokens',
      },
      appSession: 'express/app-session',
      dialect: nestDialect,
      mount: mountNest,
      packages: ({ manifest }) => [
        { name: 'express-session', range: '^1.19.0' },
        { name: '@types/express', range: standsOnExpress4(manifest) ? '^4.17.21' : '^5.0.0', dev: true },
        { name: '@types/express-session', range: '^1.18.2', dev: true },
      ],
      mountStep: moduleStep,
      guardStep:
        'Put `@UseGuards(SessionGuard)` from `auth/session.guard` at the controllers that only people who are signed in may use.',
    }),
};

/** Nest 10 and before; types and paths are those of Express 4 there. */
function standsOnExpress4(manifest: Manifest): boolean {
  return (majorOf(manifest, '@nestjs/core') ?? 11) < 11;
}

function mountNest(
  files: Files,
  sources: readonly string[],
  secure: boolean,
  { manifest }: Application,
): Mount | null {
  const mount = mountIn(rules, files, sources, secure);
  const main = mount && files(mount.file);
  if (!mount || !main) return null;
  const name = bootstrapped(main);
  const edit = name && importAuthModule(name, files, sources);
  if (edit) {
    mount.edits.push(edit);
    mount.names.push({ file: edit.file, template: 'auth.module', name: 'AuthModule' });
  } else mount.steps.unshift(moduleStep);
  if (/\.setGlobalPrefix\(/.test(main.text))
    mount.steps.unshift(
      `Leave the routes of the flow out of the global prefix: \`exclude: ["${standsOnExpress4(manifest) ? 'auth/(.*)' : 'auth/{*path}'}"]\`, or set another redirect URI.`,
    );
  return mount;
}
