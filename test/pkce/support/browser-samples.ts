/** The sample applications in `test/apps-pkce` that have no server of their own, and how each is bundled. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './samples.js';

export interface BrowserSample extends Pick<Sample, 'packages' | 'versions' | 'prepare'> {
  name: string;
  /** In `test/apps-pkce`. */
  folder: string;
  entry: string;
  /** A module that runs before the application: it puts what the tests call at `window.oidc`. */
  probe: string;
  /** Path below the origin that is registered. */
  redirectPath: string;
  /** The settings as the bundler's environment, or the modules that a person fills in by hand. */
  settings: { prefix: 'VITE_' } | { modules: string[] };
  /** What AUTH-MIGRATION.md asks a person for: a route behind the guard that was written, `/guarded`. */
  guarded?: { file: string; edits: [from: string, to: string][] };
  /** How the project runs the test that the scaffold brings. */
  ownTest: string[];
  /** True for Angular. */
  decorators?: boolean;
}

const FUNCTIONS = "import * as oidc from './src/auth/oidc';\nwindow.oidc = oidc;\n";

/** The service of the running application, which is there when it completes a sign-in at the start. */
const SERVICE = `import 'reflect-metadata';
import '@angular/compiler';
import { AuthSession } from './src/app/auth/auth-session';
const { complete } = AuthSession.prototype;
AuthSession.prototype.complete = function () {
  window.oidc = {
    accessToken: () => this.accessToken(),
    signIn: (returnTo) => this.signIn(returnTo),
    renew: () => this.renew(),
    signInFailure: () => this.failure(),
  };
  return complete.call(this);
};
`;

export const browserSamples: BrowserSample[] = [
  {
    name: 'React 19, TypeScript',
    folder: 'react',
    ownTest: ['node', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
    entry: 'src/main.tsx',
    probe: FUNCTIONS,
    redirectPath: '/callback',
    settings: { prefix: 'VITE_' },
  },
  {
    name: 'Vue 3, JavaScript',
    folder: 'vue',
    guarded: {
      file: 'src/router.js',
      edits: [
        ['const router', "import { requireAuth } from './auth/guard'\n\nconst router"],
        [
          '  routes: [',
          "  routes: [\n    { path: '/guarded', component: OrdersView, beforeEnter: requireAuth },",
        ],
      ],
    },
    ownTest: ['node', 'node_modules/vitest/vitest.mjs', 'run'],
    entry: 'src/main.js',
    probe: FUNCTIONS,
    redirectPath: '/callback',
    settings: { prefix: 'VITE_' },
  },
  {
    name: 'no framework, JavaScript',
    folder: 'spa',
    ownTest: ['node', '--test', 'src/auth/'],
    entry: 'src/main.js',
    probe: FUNCTIONS,
    redirectPath: '/',
    settings: { modules: ['src/auth/settings.js', 'src/config.js'] },
  },
  {
    name: 'Angular 21, TypeScript',
    folder: 'angular',
    guarded: {
      file: 'src/app/app.routes.ts',
      edits: [
        ['const signedIn', "import { requireAuth } from './auth/require-auth';\n\nconst signedIn"],
        ['Routes = [', "Routes = [\n  { path: 'guarded', component: Orders, canActivate: [requireAuth] },"],
      ],
    },
    ownTest: ['node', 'node_modules/vitest/vitest.mjs', 'run'],
    entry: 'src/main.ts',
    probe: SERVICE,
    redirectPath: '/callback',
    settings: { modules: ['src/app/auth/settings.ts', 'src/environments/environment.ts'] },
    decorators: true,
  },
];

/** What a person sets after the migration. */
export interface Settings {
  issuer: string;
  clientId: string;
  redirectUri: string;
  postLogoutRedirectUri: string;
  scope: string;
  prompt: string;
  apiUrl: string;
}

const NAMES: Record<string, keyof Settings> = {
  OIDC_ISSUER: 'issuer',
  OIDC_CLIENT_ID: 'clientId',
  OIDC_REDIRECT_URI: 'redirectUri',
  OIDC_POST_LOGOUT_REDIRECT_URI: 'postLogoutRedirectUri',
  OIDC_SCOPE: 'scope',
  OIDC_PROMPT: 'prompt',
  API_URL: 'apiUrl',
};

/** @returns the bundler's environment */
export function configure(folder: string, sample: BrowserSample, values: Settings): Record<string, string> {
  if (sample.guarded) {
    const path = join(folder, sample.guarded.file);
    const edited = sample.guarded.edits.reduce(
      (text, [from, to]) => text.replace(from, () => to),
      readFileSync(path, 'utf8'),
    );
    writeFileSync(path, edited);
  }
  if ('prefix' in sample.settings) {
    const { prefix } = sample.settings;
    return Object.fromEntries(Object.entries(NAMES).map(([name, key]) => [prefix + name, values[key]]));
  }
  for (const module of sample.settings.modules)
    fill(join(folder, module), { ...values, API_URL: values.apiUrl });
  return {};
}

/** Members of an object and exported constants. */
const LINE = /^( {2}(\w+): |export const (\w+) = )'[^']*'/gm;

function fill(file: string, values: Readonly<Record<string, string>>): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(LINE, (whole, start: string, member?: string, constant?: string) => {
      const value = values[member ?? constant!];
      return value === undefined ? whole : start + JSON.stringify(value);
    }),
  );
}
