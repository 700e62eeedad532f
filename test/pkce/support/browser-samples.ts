/** The sample applications in `test/apps-pkce` that have no server of their own, and how each is bundled. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BrowserSample {
  name: string;
  /** In `test/apps-pkce`. */
  folder: string;
  entry: string;
  /** The written module that signs in; the tests call it beside the application. */
  module: string;
  /** Path below the origin that is registered. */
  redirectPath: string;
  /** The settings as the bundler's environment; for applications without one, the settings module is filled in by hand. */
  prefix: 'VITE_' | null;
}

export const browserSamples: BrowserSample[] = [
  {
    name: 'React 19, TypeScript',
    folder: 'react',
    entry: 'src/main.tsx',
    module: 'src/auth/oidc',
    redirectPath: '/callback',
    prefix: 'VITE_',
  },
  {
    name: 'Vue 3, JavaScript',
    folder: 'vue',
    entry: 'src/main.js',
    module: 'src/auth/oidc',
    redirectPath: '/callback',
    prefix: 'VITE_',
  },
  {
    name: 'no framework, JavaScript',
    folder: 'spa',
    entry: 'src/main.js',
    module: 'src/auth/oidc',
    redirectPath: '/',
    prefix: null,
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
export function configure(
  folder: string,
  { prefix }: BrowserSample,
  settings: Settings,
): Record<string, string> {
  if (prefix !== null)
    return Object.fromEntries(Object.entries(NAMES).map(([name, key]) => [prefix + name, settings[key]]));
  fill(join(folder, 'src/auth/settings.js'), /^( {2}(\w+): )'[^']*'/gm, settings);
  fill(join(folder, 'src/config.js'), /^(export const (API_URL) = )'[^']*'/gm, {
    ...settings,
    API_URL: settings.apiUrl,
  });
  return {};
}

function fill(file: string, line: RegExp, values: object): void {
  const text = readFileSync(file, 'utf8');
  const known = values as Record<string, string>;
  writeFileSync(
    file,
    text.replace(line, (whole, start: string, name: string) =>
      name in known ? `${start}${JSON.stringify(known[name])}` : whole,
    ),
  );
}
