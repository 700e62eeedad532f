/** Call paths: from a token request upwards to the loops, handlers and start-up code that reach it. */
import type {
  CallbackRole,
  FileFacts,
  FunctionId,
  Grant,
  LoopFact,
  Root,
  Span,
  TokenRequest,
  Use,
} from '../facts.js';
import { grantOf } from '../extract/grants.js';
import type { Caller, CallerFinder } from './callers.js';
import type { FactsStore } from './facts-store.js';

/** A place on the way down: a call in a function of a file. */
export interface Step {
  file: string;
  fn: FunctionId;
  span: Span;
}

export interface PathEnd {
  kind: 'loop' | 'entry' | 'top' | 'cached' | 'uncalled' | 'per-call' | 'test' | 'recovery' | 'kept';
  /** For `loop`: the statement, or the role of the callback; for `entry` the role. */
  loop: LoopFact | null;
  role: CallbackRole | null;
  /** For `loop`: the call inside the loop that leads to the request. */
  site: Step | null;
  /** From the outermost call down to the request. */
  steps: Step[];
  /** Distance in calls from the request. */
  depth: number;
}

export interface RequestPaths {
  request: TokenRequest;
  facts: FileFacts;
  ends: PathEnd[];
  /** What the credentials come from, over all paths. */
  credentials: Root[];
  /** Grants that callers hand in. */
  callerGrants: Grant[];
}

interface State {
  facts: FileFacts;
  fn: FunctionId;
  roots: Root[];
  credentials: Root[];
  /** Innermost first. */
  steps: Step[];
  stored: boolean;
  kept: boolean;
}

const MAX_ENDS = 200;
const MAX_DEPTH = 24;
const MOST_VISITED = 2000;

export function findPaths(
  store: FactsStore,
  callers: CallerFinder,
  facts: FileFacts,
  request: TokenRequest,
): RequestPaths {
  const out: RequestPaths = { request, facts, ends: [], credentials: [], callerGrants: [] };
  const first: Step = { file: facts.file, fn: request.fn, span: request.span };
  const state: State = {
    facts,
    fn: request.fn,
    roots: request.roots,
    credentials: request.credentials,
    steps: [first],
    stored: request.stored,
    kept: request.kept,
  };
  const end = (at: State, kind: PathEnd['kind'], more: Partial<PathEnd> = {}) => {
    if (out.ends.length < MAX_ENDS)
      out.ends.push({
        kind,
        loop: null,
        role: null,
        site: null,
        steps: [...at.steps].reverse(),
        depth: at.steps.length - 1,
        ...more,
      });
    for (const root of at.credentials)
      if (!out.credentials.some((one) => JSON.stringify(one) === JSON.stringify(root)))
        out.credentials.push(root);
  };
  if (request.reuse && !sharesTokens(callers, facts, request)) {
    end(state, 'cached');
    return followCredentials(store, callers, state, out);
  }
  if (request.recovery) {
    end(state, 'recovery');
    return followCredentials(store, callers, state, out);
  }
  const own = request.loops.find((loop) => !variesWith(request.roots, loop));
  if (own !== undefined) end(state, 'loop', { loop: facts.loops[own]!, site: first });
  const queue: State[] = [state];
  const visited = new Set<string>([`${facts.file}#${request.fn}`]);
  while (queue.length > 0 && out.ends.length < MAX_ENDS) {
    const at = queue.shift()!;
    if (at.steps.length > MAX_DEPTH) continue;
    visit(callers, at, queue, visited, end, out);
  }
  return out;
}

/** Callers ask for different users, scopes or clients, and the cache does not tell them apart. */
function sharesTokens(callers: CallerFinder, facts: FileFacts, request: TokenRequest): boolean {
  const params = request.broken?.reason === 'key-too-small' ? (request.broken.params ?? []) : [];
  if (params.length === 0) return false;
  const calls = callers
    .callersOf({ file: facts.file, fn: request.fn })
    .filter((caller) => caller.use.how === 'call');
  return params.some((index) => {
    const literals = new Set(
      calls
        .map((caller) => caller.use.literals?.[index])
        .filter((text) => text !== null && text !== undefined),
    );
    return (
      literals.size > 1 ||
      calls.some((caller) => (caller.use.args[index] ?? []).some((root) => differs(root, caller.facts)))
    );
  });
}

function differs(root: Root, facts: FileFacts): boolean {
  if (root.kind === 'person' || root.kind === 'request' || root.kind === 'loop') return true;
  if (root.kind !== 'param') return false;
  const entry = facts.functions[root.fn]?.entry?.kind;
  if (entry === 'http' || entry === 'message') return true;
  return facts.uses.some(
    (use) =>
      use.how === 'value' &&
      use.target.kind === 'function' &&
      use.target.fn === root.fn &&
      /^(http|message|iteration)$/.test(use.role?.kind ?? ''),
  );
}

/** For a request that needs no judgement of its reuse, its actor still has to be told. */
function followCredentials(
  _store: FactsStore,
  callers: CallerFinder,
  state: State,
  out: RequestPaths,
): RequestPaths {
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
      collectGrant(out, at, use);
      queue.push({
        ...at,
        facts,
        fn: use.fn,
        credentials,
        steps: [...at.steps, { file: facts.file, fn: use.fn, span: use.span }],
      });
    }
  }
  return out;
}

type End = (at: State, kind: PathEnd['kind'], more?: Partial<PathEnd>) => void;

function visit(
  callers: CallerFinder,
  at: State,
  queue: State[],
  visited: Set<string>,
  end: End,
  out: RequestPaths,
): void {
  const fn = at.facts.functions[at.fn]!;
  if (at.fn === 0) {
    const role = moduleRole(at.facts);
    if (role) end(at, 'entry', { role });
    else end(at, at.facts.test ? 'test' : 'top');
    return;
  }
  if (
    fn.entry &&
    (fn.entry.kind !== 'http' ||
      !/^(request handler|middleware)$/.test(fn.entry.by) ||
      ROUTE_FILE.test(at.facts.file) ||
      callers.callersOf({ file: at.facts.file, fn: at.fn }).length > 0)
  ) {
    ended(received(at, fn.entry.kind), fn.entry, end);
    if (fn.entry.kind !== 'mount') return;
  }
  const found = callers.callersOf({ file: at.facts.file, fn: at.fn });
  if (found.length === 0) {
    if (fn.entry?.kind === 'mount') return;
    const parentMethod = fn.parent !== null && fn.parent !== 0 && fn.name === '<anonymous>';
    if (parentMethod) queue.push({ ...at, fn: fn.parent! });
    else
      end(
        at,
        at.facts.test
          ? 'test'
          : at.steps.length > 1
            ? isStartName(fn.name)
              ? 'top'
              : at.kept
                ? 'kept'
                : 'per-call'
            : 'uncalled',
      );
    return;
  }
  // `const token = memoize(async () => …)`: whoever calls it by that name is answered from memory.
  const remembered = found.find(
    (caller) =>
      caller.use.role?.kind === 'memo' &&
      caller.file === at.facts.file &&
      fn.name !== '<anonymous>' &&
      contains(caller.use.span, fn.span),
  );
  if (remembered) return end(at, 'cached', { role: remembered.use.role });
  for (const caller of found) step(callers, at, caller, queue, visited, end, out);
}

/** Folders whose files frameworks and loaders mount by themselves. */
const ROUTE_FILE =
  /(^|\/)(routes?|controllers?|api|functions?|handlers?|lambdas?|pages|endpoints?|middlewares?\/index)(\/|\.)/i;

const isStartName = (name: string) =>
  /^(main|bootstrap|init|start|initialize|setup|onReady|didFinishLaunching)$/i.test(name.split('.').at(-1)!);

function step(
  callers: CallerFinder,
  at: State,
  caller: Caller,
  queue: State[],
  visited: Set<string>,
  end: End,
  out: RequestPaths,
): void {
  const { facts, use } = caller;
  collectGrant(out, at, use);
  const roots = mapRoots(at.roots, at, use, facts);
  const here: Step = { file: facts.file, fn: use.fn, span: use.span };
  const inner = at.steps.at(-1)!;
  // The result of a handed-over function is the host call's result only where it is called in place.
  const passes = use.how !== 'value' || use.role?.kind === 'inline';
  const next: State = {
    facts,
    fn: use.fn,
    roots,
    credentials: mapRoots(at.credentials, at, use, facts),
    // A callback is no call of its own: its site is the call inside it.
    steps:
      use.how === 'value' &&
      use.role &&
      use.role.kind !== 'unknown' &&
      inner.file === here.file &&
      contains(use.span, inner.span)
        ? at.steps
        : [...at.steps, here],
    stored: at.stored || (passes && use.stored),
    kept: at.kept || (passes && use.kept),
  };
  const role = use.role;
  if (use.host && role?.kind === 'unknown') {
    const handed = callers.handedTo(caller);
    if (handed) {
      if (handed.use.reuse) return end(next, 'cached');
      const repeated = handed.use.loops.find((one) => !variesWith(roots, one));
      if (repeated !== undefined)
        return end(
          {
            ...next,
            steps: [...at.steps, { file: handed.facts.file, fn: handed.use.fn, span: handed.use.span }],
          },
          'loop',
          {
            loop: handed.facts.loops[repeated]!,
            site: { file: handed.facts.file, fn: handed.use.fn, span: handed.use.span },
          },
        );
    } else if (
      at.facts.functions[at.fn]?.name !== '<anonymous>' &&
      caller.file === at.facts.file &&
      contains(use.span, at.facts.functions[at.fn]!.span)
    )
      return;
  }
  const recursive = caller.exact && facts.file === at.facts.file && reaches(facts, use.fn, at.fn);
  if (recursive) {
    const again = !use.recovery && !isRetryRecursion(at, use, facts);
    const timer = DELAYS.test(role?.by ?? delayAround(facts, use.fn, at.fn));
    if (again && !(timer && next.stored) && !changesInput(at, use))
      end(at, 'loop', {
        role: {
          kind: timer ? 'timer' : 'iteration',
          by: timer ? 'setTimeout of itself' : 'recursion',
          span: use.span,
        },
        site: at.steps.find((one) => one.file === facts.file && reaches(facts, one.fn, at.fn)) ?? inner,
      });
    return;
  }
  if (facts.test && !at.facts.test) return end(next, 'test');
  if (use.reuse && passes) return end(next, 'cached');
  if (role) {
    if (role.kind === 'iteration' || role.kind === 'timer' || role.kind === 'stream') {
      const varies = at.roots.some(
        (root) => root.kind === 'param' && root.fn === at.fn && role.kind !== 'timer',
      );
      const refresh = role.kind === 'timer' && next.stored && isRefreshOnly(at);
      if (!varies && !refresh) {
        end(next, 'loop', { role, site: inner });
        return;
      }
      if (refresh) return end(next, 'cached');
    } else if (role.kind !== 'inline' && role.kind !== 'retry' && role.kind !== 'unknown') {
      ended(next, role, end);
      // Registered on an instance that a function makes: whoever calls that function goes through it.
      if (role.kind !== 'interceptor' || use.topLevel) return;
    }
  }
  // A function that is only returned is called by whoever calls what the factory made, if that can be seen.
  if (role?.by === 'return' && !/^(dispatch|next|store)\b/.test(at.facts.functions[at.fn]?.params[0] ?? ''))
    return end(at, 'uncalled');
  if (use.recovery || FAILURE_NAME.test(facts.functions[use.fn]?.name ?? '')) return end(next, 'recovery');
  const loop = use.loops.find((one) => !variesWith(roots, one));
  if (loop !== undefined)
    end(next, 'loop', {
      loop: facts.loops[loop]!,
      site: role && contains(use.span, inner.span) ? inner : here,
    });
  if (use.topLevel) {
    const moduleEntry = use.fn === 0 ? moduleRole(facts) : null;
    return moduleEntry ? end(next, 'entry', { role: moduleEntry }) : end(next, facts.test ? 'test' : 'top');
  }
  // Each call inside a callback that runs per item is a site of its own.
  const perItem = facts.uses.some(
    (one) =>
      one.how === 'value' &&
      one.target.kind === 'function' &&
      one.target.fn === use.fn &&
      /^(iteration|timer|stream)$/.test(one.role?.kind ?? ''),
  );
  // Reached again with other inputs it is another way: what varies there may be fixed here.
  const inputs = roots
    .filter((root) => root.kind === 'param' || root.kind === 'loop')
    .map((root) => JSON.stringify(root))
    .sort()
    .join();
  const key = (perItem ? `${facts.file}#${use.fn}@${use.span.start}` : `${facts.file}#${use.fn}`) + inputs;
  if (visited.has(key) || visited.size > MOST_VISITED) return;
  visited.add(key);
  queue.push(next);
}

/** What a handler is given comes with the request. */
function received(at: State, kind: CallbackRole['kind']): State {
  if (kind !== 'http' && kind !== 'message') return at;
  const credentials = at.credentials.map((root): Root => (root.kind === 'param' && root.fn === at.fn ? { kind: 'request' } : root));
  return { ...at, credentials };
}

function ended(at: State, role: CallbackRole, end: End): void {
  switch (role.kind) {
    case 'memo':
      return end(at, 'cached', { role });
    case 'once':
      return end(at, 'top', { role });
    case 'test':
      return end(at, 'test', { role });
    case 'iteration':
    case 'timer':
    case 'stream': {
      if (role.kind === 'timer' && at.stored && isRefreshOnly(at)) return end(at, 'cached', { role });
      return end(at, 'loop', { role, site: at.steps.at(-1)! });
    }
    default:
      return end(at, 'entry', { role });
  }
}

/** The top of a component file runs at each mount; Astro's at each request. */
function moduleRole(facts: FileFacts): CallbackRole | null {
  const span = facts.functions[0]!.span;
  if (/\.astro$/.test(facts.file)) return { kind: 'http', by: 'page', span };
  if (/\.(vue|svelte)$/.test(facts.file)) return { kind: 'mount', by: 'component', span };
  return null;
}

/** `onError`, `handle401`, `responseError`: runs when an answer was a failure. */
const FAILURE_NAME = /(^|[a-z_.])(on|handle|response)?_?(error|401|403|unauthori[sz]ed|rejected)(Handler)?$/i;

/** The timer's function does nothing but get the token: it keeps it fresh rather than asking for it again. */
function isRefreshOnly(at: State): boolean {
  const calls = at.facts.uses.filter((use) => use.how === 'call' && reaches(at.facts, use.fn, at.fn));
  return at.steps.length <= 2 && calls.length <= 2;
}

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;
const variesWith = (roots: Root[], loop: number) =>
  roots.some((root) => root.kind === 'loop' && root.loop === loop);

/** Whether `inner` is `outer` or a function inside it. */
function reaches(facts: FileFacts, inner: FunctionId, outer: FunctionId): boolean {
  for (let at: FunctionId | null = inner; at !== null && at !== 0; at = facts.functions[at]?.parent ?? null)
    if (at === outer) return true;
  return false;
}

const DELAYS = /setTimeout|setImmediate|nextTick|\$timeout/;

/** What the callbacks between a use and the function that it is in were handed to: `setTimeout(() => refresh(), ms)`. */
function delayAround(facts: FileFacts, from: FunctionId, to: FunctionId): string {
  const out: string[] = [];
  for (let at: FunctionId | null = from; at !== null && at !== to; at = facts.functions[at]?.parent ?? null) {
    for (const use of facts.uses)
      if (use.how === 'value' && use.target.kind === 'function' && use.target.fn === at && use.role)
        out.push(use.role.by);
  }
  return out.join(' ');
}

/** A function that calls itself again with other credentials asks for another token. */
function changesInput(at: State, use: Use): boolean {
  return (
    use.how === 'call' &&
    at.roots.some(
      (root) =>
        root.kind === 'param' &&
        root.fn === at.fn &&
        (use.args[root.index]?.some((one) => one.kind === 'loop') ?? false),
    )
  );
}

/** Calls itself again after a failure: `return this.request(options, true)` under a test of the status. */
function isRetryRecursion(at: State, use: Use, facts: FileFacts): boolean {
  const params = [...(facts.functions[use.fn]?.params ?? []), ...(facts.functions[at.fn]?.params ?? [])];
  return params.some((param) => /retr(y|ies)|attempt|tries|count/i.test(param));
}

/** Roots seen from the caller: parameters become the arguments that are given for them. */
function mapRoots(roots: Root[], at: State, use: Use, facts: FileFacts): Root[] {
  const out = new Map<string, Root>();
  const add = (root: Root) => out.set(JSON.stringify(root), root);
  for (const root of roots) {
    if (root.kind === 'param' && root.fn === at.fn) {
      if (use.how === 'value') add(valueRoot(use.role));
      else for (const given of use.args[root.index] ?? []) add(given);
    } else if ((root.kind === 'param' || root.kind === 'loop') && facts.file !== at.facts.file)
      add({ kind: 'unknown' });
    else add(root);
  }
  return [...out.values()];
}

/** What the parameters of a handed-over function are filled with. */
function valueRoot(role: CallbackRole | null): Root {
  if (role?.kind === 'http' || role?.kind === 'message') return { kind: 'request' };
  if (role?.kind === 'event') return { kind: 'person' };
  return { kind: 'unknown' };
}

/** `getToken('password', …)`: a grant that comes as an argument is written down at the caller, as a literal. */
function collectGrant(out: RequestPaths, at: State, use: Use): void {
  const { request } = out;
  if (request.grantParam === null || at.fn !== request.fn || at.facts.file !== out.facts.file) return;
  const text = use.literals?.[request.grantParam];
  if (text !== undefined && text !== null) out.callerGrants.push(grantOf(text));
}
