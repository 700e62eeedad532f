/** What a request depends on, seen one call further up. */
import { grantOf } from '../extract/grants.js';
import type { CallbackRole, FileFacts, Root, TokenRequest, Use } from '../facts.js';
import type { CallerFinder } from './callers.js';
import type { RequestPaths, State } from './path-ends.js';

/** For a request that needs no judgement of its reuse, its actor still has to be told. */
export function followCredentials(callers: CallerFinder, state: State, out: RequestPaths): RequestPaths {
  const queue: State[] = [state];
  const visited = new Set<string>();
  while (queue.length > 0 && visited.size < 40) {
    const at = queue.shift()!;
    const key = `${at.facts.file}#${at.fn}`;
    if (visited.has(key)) continue;
    visited.add(key);
    for (const { facts, use } of callers.callersOf({ file: at.facts.file, fn: at.fn })) {
      const credentials = mapRoots(at.credentials, at, use, facts);
      for (const root of credentials)
        if (!out.credentials.some((one) => JSON.stringify(one) === JSON.stringify(root)))
          out.credentials.push(root);
      queue.push({
        ...at,
        ...collectGrant(out, at, use),
        facts,
        fn: use.fn,
        credentials,
        steps: [...at.steps, { file: facts.file, fn: use.fn, span: use.span }],
      });
    }
  }
  return out;
}

/** How far arguments of a constructor are followed up through functions that hand them on. */
const CONSTRUCTOR_DEPTH = 4;

/** What the instances of a class that keeps credentials are made with, over all places that make one. */
export function credentialsOfInstances(
  callers: CallerFinder,
  facts: FileFacts,
  { constructedFrom }: TokenRequest,
): Root[] {
  const out = new Map<string, Root>();
  const follow = (file: string, root: Root, depth: number): void => {
    if (root.kind !== 'param') return void out.set(JSON.stringify(root), root);
    if (depth === 0) return;
    for (const { facts: at, use } of callers.callersOf({ file, fn: root.fn }))
      // Handed on as a value: nothing is known of what it will be called with.
      if (use.how !== 'value') for (const given of givenFor(root, use)) follow(at.file, given, depth - 1);
  };
  for (const root of constructedFrom) follow(facts.file, root, CONSTRUCTOR_DEPTH);
  return [...out.values()].filter(({ kind }) => kind !== 'loop' && kind !== 'unknown');
}

/** Roots seen from the caller: parameters become the arguments that are given for them. */
export function mapRoots(roots: Root[], at: State, use: Use, facts: FileFacts): Root[] {
  const out = new Map<string, Root>();
  const add = (root: Root) => out.set(JSON.stringify(root), root);
  for (const root of roots) {
    if (root.kind === 'param' && root.fn === at.fn) {
      if (use.how === 'value') add(isSettings(at.facts, root) ? { kind: 'env' } : valueRoot(use.role));
      else for (const given of givenFor(root, use)) add(given);
    } else if ((root.kind === 'param' || root.kind === 'loop') && facts.file !== at.facts.file)
      add({ kind: 'unknown' });
    else add(root);
  }
  // What a constructor keeps in fields comes from what it is given: `for (const client of clients) new Session(client)`.
  if (use.how === 'new' && roots.some((root) => root.kind === 'field' || root.kind === 'config'))
    for (const root of use.args.flat()) if (root.kind === 'loop' || root.kind === 'param') add(root);
  // What a method's object or the function around it was given, its maker gave: the caller holds what was made.
  if (
    use.receiver &&
    roots.some((root) => root.kind === 'field' || (root.kind === 'param' && root.fn !== at.fn))
  )
    use.receiver.forEach(add);
  return [...out.values()];
}

/** The roots of what a call gives for a parameter, or for the one member of it that counts. */
function givenFor({ index, member }: Root & { kind: 'param' }, use: Use): Root[] {
  const whole = use.args[index] ?? [];
  if (member === undefined) return whole;
  const members = use.members?.[index];
  if (members) return Object.hasOwn(members, member) ? members[member]! : whole;
  // Passed on as it came.
  const [only] = whole;
  return whole.length === 1 && only?.kind === 'param' && only.member === undefined
    ? [{ ...only, member }]
    : whole;
}

/** `fetch(request, env)` and `(c) => … c.env.SECRET`: what a worker's handler is given beside the request is its configuration. */
export function isSettings(facts: FileFacts, { fn, index, member }: Root & { kind: 'param' }): boolean {
  return member === 'env' || /^_?env\b/.test(facts.functions[fn]?.params[index] ?? '');
}

/** What the parameters of a handed-over function are filled with. */
function valueRoot(role: CallbackRole | null): Root {
  if (role?.given) return { kind: role.given };
  if (role?.kind === 'http' || role?.kind === 'message') return { kind: 'request' };
  if (role?.kind === 'event') return { kind: 'person' };
  return { kind: 'unknown' };
}

/**
 * `getToken('password', …)`: a grant that comes as an argument is written down at the caller, as a literal, or as what the
 * parameter is when nobody gives it. `grantParam` is the caller's own parameter where that hands it on.
 */
export function collectGrant(out: RequestPaths, at: State, use: Use): Pick<State, 'grantParam' | 'grant'> {
  const index = at.grantParam;
  if (index === null || use.how !== 'call') return { grantParam: null, grant: at.grant };
  const text = use.literals?.[index] ?? (index >= use.args.length ? defaultOf(at, index) : null);
  if (text !== null) {
    const grant = grantOf(text);
    out.callerGrants.push(grant);
    return { grantParam: null, grant };
  }
  const [only, ...more] = use.args[index] ?? [];
  const handedOn =
    more.length === 0 && only?.kind === 'param' && only.fn === use.fn && only.member === undefined;
  return { grantParam: handedOn ? only.index : null, grant: at.grant };
}

/** `grantType = 'password'` */
function defaultOf({ facts, fn }: State, index: number): string | null {
  return /=\s*['"`]([^'"`]+)['"`]\s*$/.exec(facts.functions[fn]?.params[index] ?? '')?.[1] ?? null;
}

/** The caller gives what the function would otherwise ask for. */
export function handsIn(at: State, use: Use): boolean {
  const given = at.unlessGiven === undefined || use.how !== 'call' ? undefined : use.args[at.unlessGiven];
  return given !== undefined && (given.length === 0 || given.some((root) => root.kind !== 'literal'));
}
