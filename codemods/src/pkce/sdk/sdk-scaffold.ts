/** What SDKs that have the flow themselves add to an application's migration: no files, but steps and a client. */
import type { Framework, Rewire, Scaffold } from '../framework.js';

/** Says in AUTH-MIGRATION.md whose flow it is, where no framework's was written. */
export const SDK_FLOW: Pick<Framework, 'name' | 'side'> = {
  name: 'the SDK’s own flow',
  side: 'command-line',
};

/** A terminal, a phone and a page each keep no secret (RFC 6749 section 2.1). */
const CLIENTS: Readonly<Record<string, string[]>> = {
  'azure-identity': ['http://localhost'],
  'msal-node': ['http://localhost'],
  'react-native-auth0': ['com.example.app.auth0://acme.auth0.com/android/com.example.app/callback'],
  'oidc-client-ts': ['https://app.example.com/callback'],
  'angular-oauth2-oidc': ['https://app.example.com'],
};

/** The framework's scaffold, if there is one, with the sites that an SDK serves; null when there is nothing to say. */
export function withSdks(scaffold: Scaffold | null, own: readonly Rewire[]): Scaffold | null {
  if (own.length === 0) return scaffold;
  const steps = own.flatMap(({ outcome }) => ('edits' in outcome ? (outcome.steps ?? []) : []));
  const base = scaffold ?? emptyFor(own);
  return { ...base, rewires: [...own, ...base.rewires], steps: [...new Set([...steps, ...base.steps])] };
}

function emptyFor(own: readonly Rewire[]): Scaffold {
  const redirectUris = own.flatMap(({ site }) => CLIENTS[site.client] ?? []);
  return {
    files: [],
    packages: [],
    rewires: [],
    wiring: [],
    steps: [],
    settings: [],
    client: {
      clientType: 'public',
      redirectUris: [...new Set(redirectUris)],
      postLogoutRedirectUris: [],
      scopes: ['openid', 'offline_access'],
    },
  };
}
