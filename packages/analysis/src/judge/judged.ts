/** A token request with everything that the rules ask of it, worked out once. */
import type { Provider } from '../catalog/provider.js';
import type { Grant, TokenRequest } from '../facts.js';
import type { Actor } from '../findings.js';
import { grantOf } from '../extract/grants.js';
import type { RequestPaths } from '../link/path-ends.js';
import type { RefResolver } from '../link/resolve.js';
import { actorOf } from './actor.js';
import { providerOf } from './provider.js';

export interface JudgedRequest extends RequestPaths {
  /** Every grant it can send, constants of other files and callers' arguments followed. */
  grants: Grant[];
  actor: Actor;
  provider: Provider | null;
  /** The package implements this grant for others: no rule speaks. */
  silent: boolean;
  /** The grant itself is configured elsewhere; a user name and password are sent with it. */
  undecided: boolean;
}

export function judgeRequest(paths: RequestPaths, resolver: RefResolver, silent: boolean): JudgedRequest {
  const { request, facts } = paths;
  const grants = new Set<Grant>(request.grants);
  for (const ref of request.grantRefs) {
    const texts = resolver.texts(facts.file, ref);
    if (texts.length === 0) grants.add('unknown');
    for (const text of texts) grants.add(grantOf(text));
  }
  for (const grant of paths.callerGrants) grants.add(grant);
  // A client's secret and nothing of a person: whatever the configuration calls it, a machine asks.
  const keys = request.keys.map((key) => key.toLowerCase());
  const personal =
    /^(code|refresh_?token|username|password|assertion|device_?code|subject_?token|user|email)$/;
  if (
    onlyUnknown(grants) &&
    (keys.some((key) => /^client_?secret$/.test(key)) || authenticatesAlone(request.wire)) &&
    !keys.some((key) => personal.test(key))
  )
    grants.add('client_credentials');
  if (grants.size === 0) grants.add('unknown');
  // A user name and password are sent whatever the configuration says: the password grant by what it does.
  const undecided =
    grants.has('unknown') &&
    !grants.has('password') &&
    request.keys.some((key) => /^pass(word|wd)?$/i.test(key));
  if (undecided) grants.add('password');
  const list = [...grants];
  return {
    ...paths,
    grants: list,
    actor: actorOf(paths, list),
    provider: providerOf(request),
    silent,
    undecided,
  };
}

const onlyUnknown = (grants: ReadonlySet<Grant>) => [...grants].every((grant) => grant === 'unknown');

const OF_CLIENTS = /^(grant_?type|scopes?|audience|resource|client_?id)$/i;

/** Read in full, and nothing is sent but the client's own Authorization: no other grant is content with that. */
const authenticatesAlone = (wire: TokenRequest['wire']): boolean =>
  wire !== null &&
  wire.opaque.length === 0 &&
  wire.parameters.length > 0 &&
  wire.parameters.every(({ key }) => OF_CLIENTS.test(key)) &&
  (wire.basicAuth !== null || wire.headers.some(({ key }) => /^authorization$/i.test(key)));

/** The grant to name in a finding: the password grant first. */
export function mainGrant(judged: JudgedRequest): Grant {
  return judged.grants.includes('password')
    ? 'password'
    : (judged.grants.find((grant) => grant !== 'unknown') ?? 'unknown');
}
