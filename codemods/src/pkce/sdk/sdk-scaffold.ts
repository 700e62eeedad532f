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
  const base = withAdded(scaffold ?? emptyFor(own), own);
  return { ...base, rewires: [...own, ...base.rewires], steps: [...new Set([...steps, ...base.steps])] };
}

/** A framework's own files come first: what is named alike is the same. */
function withAdded(base: Scaffold, own: readonly Rewire[]): Scaffold {
  const added = own.flatMap(({ outcome }) => ('edits' in outcome ? (outcome.adds ?? []) : []));
  const files = [...base.files, ...added.flatMap((one) => one.files)];
  const packages = [...base.packages, ...added.flatMap((one) => one.packages)];
  const settings = [...base.settings, ...added.flatMap((one) => one.settings)];
  return {
    ...base,
    files: files.filter((one, index) => files.findIndex(({ file }) => file === one.file) === index),
    packages: packages.filter((one, index) => packages.findIndex(({ name }) => name === one.name) === index),
    settings: settings.filter((one, index) => settings.findIndex(({ name }) => name === one.name) === index),
  };
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
