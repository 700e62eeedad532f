/** Who signs in: a person, a machine or a test, by where the credentials come from. */
import type { Grant, Root } from '../facts.js';
import type { Actor } from '../findings.js';
import type { RequestPaths } from '../link/path-ends.js';

/** Functions that are a person's way in, by their own or their file's name: only asked when the data does not tell. */
const SIGN_IN = /(log-?in|sign-?in|sign-?on|signup|authenticate|authentication|session|authoriz)/i;

export function actorOf(paths: RequestPaths, grants: readonly Grant[]): Actor {
  const { facts, request } = paths;
  if (facts.test) return 'test';
  const roots: Root[] = [
    ...request.credentials.filter((root) => root.kind !== 'param'),
    ...paths.credentials,
  ];
  const kinds = new Set(roots.map((root) => root.kind));
  if (kinds.has('person') || kinds.has('request'))
    return grants.includes('password') || !onlyMachines(grants) ? 'interactive-user' : 'machine';
  if (onlyMachines(grants)) return 'machine';
  if (!grants.includes('password')) return 'unknown';
  // Who starts the program types them; where a setting serves as well, a person and a scheduled run both may.
  if (kinds.has('argument')) return kinds.has('env') ? 'unknown' : 'interactive-user';
  const unresolved = kinds.has('param') || kinds.has('unknown') || roots.length === 0;
  const machine = kinds.has('env') || kinds.has('config') || kinds.has('literal');
  if (unresolved) {
    const fn = facts.functions[request.fn];
    const fromCaller = request.credentials.some((root) => root.kind === 'param');
    if (fromCaller && (SIGN_IN.test(fn?.name ?? '') || (SIGN_IN.test(facts.file) && !machine)))
      return 'interactive-user';
    return machine ? 'machine' : 'unknown';
  }
  return machine || kinds.has('field') || kinds.has('storage') ? 'machine' : 'unknown';
}

const onlyMachines = (all: readonly Grant[], grants = all.filter((grant) => grant !== 'unknown')) =>
  grants.length > 0 && grants.every((grant) => grant === 'client_credentials' || grant === 'jwt_bearer');
