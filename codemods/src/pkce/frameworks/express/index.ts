/** Express 4 and 5: a router below /auth, and the session of express-session. */
import { posix } from 'node:path';
import { filesOf, type Application } from '../../application.js';
import type { Framework, Scaffold, ScaffoldContext } from '../../framework.js';
import {
  authFolder,
  fileOf,
  isScaffolded,
  serverClient,
  serverCore,
  serverPackages,
  serverSettings,
} from '../../server/core.js';
import { usesPackage } from '../../server/evidence.js';
import { filesIn } from '../../server/rewire/login-handler.js';
import { rewireSites, type NeededName } from '../../server/rewire/rewire-sites.js';
import { emit } from '../../text/emit.js';
import { expressDialect } from './dialect.js';
import { mountIn } from './mount.js';

export const express: Framework = {
  name: 'express',
  side: 'server',
  detect(application, project) {
    // Nest stands on Express and has a scaffold of its own.
    if (usesPackage(application, project, '@nestjs/core')) return null;
    return usesPackage(application, project, 'express');
  },
  scaffold,
};

function scaffold({ project, application, sites }: ScaffoldContext): Scaffold {
  const folder = authFolder(project, application);
  const files = filesIn(project);
  const sources = filesOf(project, application);
  const isThere = isScaffolded(project, application, folder);
  const mount = isThere ? null : mountIn(files, sources);
  const from = (file: string, template: string, name: string): NeededName => ({
    file,
    module: importOf(application, file, fileOf(application, folder, template)),
    name,
  });
  const rewired = rewireSites(
    sites,
    application,
    { files, sources, dialect: expressDialect },
    {
      edits: mount?.edits ?? [],
      names: mount?.names.map(({ template, name }) => from(mount.file, template, name)) ?? [],
    },
    (file) => from(file, 'tokens', 'getAccessToken'),
  );
  const hasSession = mount === null || !mount.names.some(({ template }) => template === 'app-session');
  const templates = ['routes', 'require-auth', 'tokens', ...(hasSession ? [] : ['app-session'])];
  const isTypeScript = application.language === 'ts';
  return {
    files: [
      ...serverCore(application, folder),
      ...templates.map((template) => ({
        file: fileOf(application, folder, template),
        text: emit(`express/${template}.ts`, application, (text) => withRemembered(text, rewired.remembered)),
      })),
    ],
    packages: [
      ...serverPackages,
      { name: 'express-session', range: '^1.19.0' },
      ...(isTypeScript ? [{ name: '@types/express-session', range: '^1.18.2', dev: true }] : []),
    ],
    rewires: rewired.rewires,
    wiring: rewired.wiring,
    steps: [
      ...(mount || isThere
        ? []
        : ["Mount the routes behind the session: `app.use('/auth', authRoutes)` from `auth/routes`."]),
      ...(mount?.steps ?? []),
      ...rewired.steps,
      'Put `requireAuth` from `auth/require-auth` before the routes that only people who are signed in may use.',
      'Let people sign out by a form that posts to /auth/logout.',
    ],
    settings: serverSettings,
    client: serverClient,
  };
}

function withRemembered(text: string, remembered: readonly string[]): string {
  if (remembered.length === 0) return text.replace(/^ *\/\/ @remember\n/m, '');
  const lines = remembered.map((line) => `    ${line}\n`).join('');
  return text.replace(/^ *\/\/ @remember\n/m, `    // As the password form did.\n${lines}`);
}

function importOf({ importExtension, language, modules }: Application, file: string, target: string): string {
  const path = posix.relative(posix.dirname(file), target).replace(/\.[jt]s$/, '');
  const extension = language === 'js' && modules === 'commonjs' ? '' : importExtension;
  return (path.startsWith('.') ? path : `./${path}`) + extension;
}
