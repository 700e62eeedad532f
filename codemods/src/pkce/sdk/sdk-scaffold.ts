/** What SDKs that have the flow themselves add to an application's migration: no files, but steps and a client. */
import type { Framework, Rewire, Scaffold } from '../framework.js';

/** Says in AUTH-MIGRATION.md whose flow it is, where no framework's was written. */
export const SDK_FLOW: Pick<Framework, 'name' | 'side'> = {
  name: 'the SDK’s own flow',
  side: 'command-line',
};

/** The framework's scaffold, if there is one, with the sites that an SDK serves; null when there is nothing to say. */
export function withSdks(scaffold: Scaffold | null, own: readonly Rewire[]): Scaffold | null {
  if (own.length === 0) return scaffold;
  const steps = own.flatMap(({ outcome }) => ('edits' in outcome ? (outcome.steps ?? []) : []));
  const base = scaffold ?? emptyFor(own);
  return { ...base, rewires: [...own, ...base.rewires], steps: [...new Set([...steps, ...base.steps])] };
}

function emptyFor(own: readonly Rewire[]): Scaffold {
  const clients = own.flatMap(({ outcome }) => ('edits' in outcome ? (outcome.client ?? []) : []));
  const isPublic = clients.every(({ clientType }) => clientType === 'public');
  return {
    files: [],
    packages: [],
    rewires: [],
    wiring: [],
    steps: [],
    settings: [],
    client: {
      clientType: isPublic ? 'public' : 'confidential',
      redirectUris: [...new Set(clients.flatMap(({ redirectUris }) => redirectUris))],
      postLogoutRedirectUris: [],
      scopes: ['openid', 'offline_access'],
    },
  };
}
