/** Where a browser application's settings come from: its bundler puts them into the code, each in its own way. */
import type { Project } from '@grant-migrate/analysis';
import { pathIn, type Application } from '../../application.js';
import type { Scaffold } from '../../framework.js';

interface Environment {
  /** How the code reads a variable. */
  read(name: string): string;
  /** What the bundler wants in front of a name; others it leaves out of the bundle. */
  prefix: string;
}

const fromProcess = (prefix: string): Environment => ({ prefix, read: (name) => `process.env.${name}` });

/** By the package that bundles; the first that the manifest names. */
const BY_BUNDLER: [string, Environment][] = [
  ['vite', { prefix: 'VITE_', read: (name) => `import.meta.env.${name}` }],
  ['react-scripts', fromProcess('REACT_APP_')],
  ['@vue/cli-service', fromProcess('VUE_APP_')],
  ['parcel', fromProcess('')],
  ['webpack', fromProcess('')],
];

interface Setting {
  name: string;
  /** Its place in the template, and the value until a person knows better. */
  placeholder: string;
  value(settings: BrowserSettings): string;
  purpose: string;
}

const SETTINGS: Setting[] = [
  {
    name: 'OIDC_ISSUER',
    placeholder: 'ISSUER',
    value: () => 'https://issuer.example.com',
    purpose: 'The authorization server, exactly as its discovery document names itself.',
  },
  {
    name: 'OIDC_CLIENT_ID',
    placeholder: 'CLIENT_ID',
    value: () => 'your-client-id',
    purpose: 'A public client: code that runs in a browser keeps no secret.',
  },
  {
    name: 'OIDC_REDIRECT_URI',
    placeholder: 'REDIRECT_URI',
    value: ({ origin, redirectPath }) => origin + redirectPath,
    purpose: 'Where the provider sends people back to, letter by letter as it is registered.',
  },
  {
    name: 'OIDC_POST_LOGOUT_REDIRECT_URI',
    placeholder: 'POST_LOGOUT_REDIRECT_URI',
    value: ({ origin }) => `${origin}/`,
    purpose: 'Where people are sent after they signed out, as it is registered.',
  },
  {
    name: 'OIDC_SCOPE',
    placeholder: 'SCOPE',
    value: ({ scopes }) => scopes.join(' '),
    purpose: 'What the access token is for. offline_access asks for a refresh token.',
  },
  {
    name: 'OIDC_PROMPT',
    placeholder: 'PROMPT',
    value: () => '',
    purpose:
      'consent, where the provider gives a refresh token only after it (OpenID Connect Core section 11); else empty.',
  },
];

export interface BrowserSettings {
  origin: string;
  /** Path below the origin that the provider sends people back to. */
  redirectPath: string;
  scopes: readonly string[];
}

/** Fills the placeholders of the settings' template. */
export function withSettings(application: Application, settings: BrowserSettings): (text: string) => string {
  const environment = environmentOf(application);
  return (text) =>
    SETTINGS.reduce((result, { name, placeholder, value }) => {
      const written = environment ? environment.read(environment.prefix + name) : `'${value(settings)}'`;
      return result.replace(`'${placeholder}'`, () => written);
    }, text);
}

/** What goes into `.env.example`; nothing where the values stand in the settings module itself. */
export function environmentSettings(
  application: Application,
  settings: BrowserSettings,
): Scaffold['settings'] {
  const environment = environmentOf(application);
  if (!environment) return [];
  return SETTINGS.map(({ name, value, purpose }) => ({
    name: environment.prefix + name,
    value: value(settings),
    purpose,
  }));
}

/** Angular's own builder puts nothing into the code, whatever else the manifest names for tests. */
function environmentOf(application: Application): Environment | null {
  if (application.manifest.dependencies.has('@angular/core')) return null;
  for (const [name, environment] of BY_BUNDLER)
    if (application.manifest.dependencies.has(name)) return environment;
  return null;
}

/** The address that the development server answers at, unless the project says otherwise. */
export function developmentOrigin(application: Application, project: Project): string {
  const has = (name: string): boolean => application.manifest.dependencies.has(name);
  if (has('vite')) return `http://localhost:${vitePort(application, project) ?? 5173}`;
  if (has('@angular/core')) return 'http://localhost:4200';
  if (has('@vue/cli-service')) return 'http://localhost:8080';
  return 'http://localhost:3000';
}

function vitePort(application: Application, project: Project): string | undefined {
  for (const extension of ['ts', 'js', 'mjs', 'mts']) {
    const text = project.read(pathIn(application, `vite.config.${extension}`));
    const port = typeof text === 'string' ? /\bport\s*:\s*(\d+)/.exec(text)?.[1] : undefined;
    if (port) return port;
  }
  return undefined;
}
