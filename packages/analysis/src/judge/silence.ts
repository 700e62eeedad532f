/** Where findings do not belong: a library's own implementation of a grant. */
import { LIBRARIES } from '../catalog/index.js';
import type { TokenRequest } from '../facts.js';
import type { Project } from '../project.js';

const IMPLEMENTATIONS = new Set(
  LIBRARIES.filter((library) => library.implementsGrant).flatMap((library) => library.modules ?? []),
);

export interface Manifest {
  name: string | null;
  /** Published for others, and says of itself that it is about OAuth. */
  library: boolean;
  /** A program: what its files export is for its own files. */
  application: boolean;
}

/** Finds the nearest package.json of a file. */
export function createManifestFinder(project: Project): (file: string) => Manifest | null {
  const memo = new Map<string, Manifest | null>();
  const ofDirectory = (directory: string): Manifest | null => {
    let known = memo.get(directory);
    if (known === undefined) {
      known =
        readManifest(project, directory) ?? (directory === '' ? null : ofDirectory(parentOf(directory)));
      memo.set(directory, known);
    }
    return known;
  };
  return (file) => ofDirectory(parentOf(file));
}

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/');

function readManifest(project: Project, directory: string): Manifest | null {
  const text = project.read(directory === '' ? 'package.json' : `${directory}/package.json`);
  if (typeof text !== 'string') return null;
  try {
    const parsed = JSON.parse(text) as Record<string, unknown> | null;
    if (typeof parsed !== 'object' || parsed === null) return null;
    const published =
      parsed['private'] !== true &&
      (parsed['main'] !== undefined || parsed['exports'] !== undefined || parsed['module'] !== undefined);
    return {
      name: typeof parsed['name'] === 'string' ? parsed['name'] : null,
      application: isApplication(project, directory, parsed),
      library:
        published &&
        /oauth|oidc|openid/i.test(
          [parsed['name'], parsed['description'], parsed['keywords']].flat().join(' '),
        ),
    };
  } catch {
    return null;
  }
}

/** Says how its program is run, and offers no module to others: a `main` that exports nothing is a program, too. */
function isApplication(project: Project, directory: string, manifest: Record<string, unknown>): boolean {
  const { main, scripts } = manifest;
  if (
    manifest['private'] !== true &&
    (manifest['exports'] ?? manifest['module'] ?? manifest['types']) !== undefined
  )
    return false;
  const packages = [manifest['dependencies'], manifest['devDependencies']].flatMap((one) =>
    Object.keys(one ?? {}),
  );
  if (packages.some((name) => UNASKED.test(name))) return false;
  if (typeof scripts === 'object' && scripts !== null && Object.keys(scripts).some((name) => RUNS.test(name)))
    return true;
  if (typeof main !== 'string' || main.startsWith('..')) return false;
  const text = project.read([directory, main.replace(/^\.\//, '')].filter(Boolean).join('/'));
  return typeof text === 'string' && !/\bexports?\b/.test(text);
}

/** Frameworks that give a file's exports to others without an import of them. */
const UNASKED = /^(nuxt\d?|nitropack|unplugin-auto-import|moleculer)$/;

const RUNS = /^(start|serve|dev|develop)\b/;

const OWN_HOST = /https?:\/\/[^\s'"`]*(oauth|token|auth|login|api)/i;

/** Ends of a way at which the package itself asks for the token; at all others its user does, or it renews one for them. */
const RUNS_ITSELF: ReadonlySet<string> = new Set(['loop', 'entry', 'top']);

/**
 * A library that implements the grant for others: published, any provider, the caller's credentials. A client of one
 * vendor's API that logs in itself names that vendor's host and is an application.
 */
export function servesOthers(
  manifest: Manifest | null,
  request: TokenRequest,
  ends: readonly { kind: string }[],
  text: string,
): boolean {
  if (!manifest?.library || OWN_HOST.test(request.url) || OWN_HOST.test(withoutComments(text))) return false;
  if (
    request.credentials.length === 0 ||
    !request.credentials.every(
      (root) => root.kind === 'param' || root.kind === 'field' || root.kind === 'unknown',
    )
  )
    return false;
  return !ends.some(({ kind }) => RUNS_ITSELF.has(kind));
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');

/** True for the packages that implement grants for others; a program may bear the name of one. */
export function implementsGrant(manifest: Manifest | null): boolean {
  return manifest?.name != null && !manifest.application && IMPLEMENTATIONS.has(manifest.name);
}
