/** Call paths: from a token request upwards to the loops, handlers and start-up code that reach it. */
import type { FileFacts, Reuse, TokenRequest } from '../facts.js';
import type { Caller, CallerFinder } from './callers.js';
import { contains, variesWith, type PathEnd, type RequestPaths, type State, type Step } from './path-ends.js';
import {
  ended,
  FAILURE_NAME,
  keepsAnswers,
  keepsToken,
  received,
  withoutRemembered,
  type End,
} from './handed-over.js';
import { isMadeAgain, makingsOf } from './built-anew.js';
import {
  changesInput,
  delayAround,
  DELAYS,
  enteredAgain,
  isListed,
  isRefreshOnly,
  isRetryRecursion,
  reaches,
  wayOf,
} from './recursion.js';
import {
  collectGrant,
  credentialsOfInstances,
  followCredentials,
  handsIn,
  mapRoots,
} from './roots-at-callers.js';
import { subclassOf } from './overrides.js';
import { moduleRole } from './module-role.js';
import { endOutside, isCalledToo, ROUTE_FILE } from './outside.js';
import { isAskedByCaller } from './asked-by-caller.js';
import { sharesTokens } from './shared-tokens.js';

const MAX_ENDS = 200;
const MAX_DEPTH = 24;
const MOST_VISITED = 2000;

export function findPaths(callers: CallerFinder, facts: FileFacts, request: TokenRequest): RequestPaths {
  const credentials = credentialsOfInstances(callers, facts, request);
  const out: RequestPaths = { request, facts, ends: [], credentials, callerGrants: [] };
  const first: Step = { file: facts.file, fn: request.fn, span: request.span };
  const state: State = {
    facts,
    fn: request.fn,
    roots: request.roots,
    credentials: request.credentials,
    steps: [first],
    stored: request.stored,
    spent: request.spent,
    kept: request.kept,
    unlessGiven: request.unlessGiven,
    grantParam: request.grantParam,
  };
  const end = (at: State, kind: PathEnd['kind'], more: Partial<PathEnd> = {}) => {
    if (at.lost !== undefined && !isMadeAgain(at, kind, more.role ?? null)) return;
    if (out.ends.length < MAX_ENDS)
      out.ends.push({
        kind,
        loop: null,
        role: null,
        site: null,
        steps: [...at.steps].reverse(),
        depth: at.steps.length - 1,
        ...(at.lost === undefined ? {} : { lost: at.lost }),
        ...(at.grant === undefined ? {} : { grant: at.grant }),
        ...more,
      });
    for (const root of at.credentials)
      if (!out.credentials.some((one) => JSON.stringify(one) === JSON.stringify(root)))
        out.credentials.push(root);
  };
  const queue: State[] = [];
  const visited = new Set<string>([`${facts.file}#${request.fn}`]);
  const rest = () => {
    while (queue.length > 0 && out.ends.length < MAX_ENDS) {
      const at = queue.shift()!;
      if (at.steps.length > MAX_DEPTH) continue;
      visit(callers, at, queue, visited, end, out);
    }
    return out;
  };
  if (request.reuse && !sharesTokens(callers, facts, request)) {
    end(state, 'cached');
    followCredentials(callers, state, out);
    makings(callers, state, facts, request.reuse, queue, visited, end, out);
    return rest();
  }
  if (request.recovery) {
    end(state, 'recovery');
    return followCredentials(callers, state, out);
  }
  const own = request.loops.find((loop) => !variesWith(request.roots, loop));
  if (own !== undefined) end(state, 'loop', { loop: facts.loops[own]!, site: first });
  queue.push(state);
  return rest();
}

/** Goes on from where the holder of a kept token is made. */
function makings(
  callers: CallerFinder,
  at: State,
  facts: FileFacts,
  reuse: Reuse,
  queue: State[],
  visited: Set<string>,
  end: End,
  out: RequestPaths,
): void {
  for (const { at: holder, maker } of makingsOf(callers, at, facts, reuse)) {
    if (maker) step(callers, holder, maker, queue, visited, end, out);
    else queue.push(holder);
  }
}

function visit(
  callers: CallerFinder,
  at: State,
  queue: State[],
  visited: Set<string>,
  end: End,
  out: RequestPaths,
): void {
  const fn = at.facts.functions[at.fn]!;
  const entry = callers.entryOf(fn);
  if (at.fn === 0) {
    const role = moduleRole(at.facts);
    if (role) end(at, 'entry', { role });
    else end(at, at.facts.test ? 'test' : 'top');
    return;
  }
  if (
    entry &&
    (entry.kind !== 'http' ||
      !/^(request handler|middleware)$/.test(entry.by) ||
      ROUTE_FILE.test(at.facts.file) ||
      callers.callersOf({ file: at.facts.file, fn: at.fn }).length > 0)
  ) {
    ended(received(at, entry.kind), entry, end);
    if (!isCalledToo(entry)) return;
  }
  const found = callers.callersOf({ file: at.facts.file, fn: at.fn });
  if (found.length === 0) {
    if (entry && isCalledToo(entry)) return;
    const parentMethod = fn.parent !== null && fn.parent !== 0 && fn.name === '<anonymous>';
    if (parentMethod) queue.push({ ...at, fn: fn.parent!, unlessGiven: undefined });
    else end(at, endOutside(at, fn));
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
  for (const caller of withoutRemembered(callers, at, found))
    step(callers, at, caller, queue, visited, end, out);
}

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
  if (handsIn(at, use) || (at.subclass && !callers.mayBe(caller, at.subclass))) return;
  if (isAskedByCaller(out.request, caller)) return;
  const grant = collectGrant(out, at, use);
  const roots = mapRoots(at.roots, at, use, facts);
  const here: Step = { file: facts.file, fn: use.fn, span: use.span };
  const inner = at.steps.at(-1)!;
  const role = use.role;
  const within = inner.file === here.file && contains(use.span, inner.span);
  const inPlace = use.how === 'call' && within && contains(use.span, at.facts.functions[at.fn]!.span);
  // The result of a handed-over function is the host call's result only where it is called in place.
  const passes = use.how !== 'value' || use.role?.kind === 'inline';
  const next: State = {
    facts,
    fn: use.fn,
    roots,
    credentials: mapRoots(at.credentials, at, use, facts),
    // A callback is no call of its own, nor is a function that is called where it is written: the site is the call inside it.
    steps:
      within && (inPlace || (use.how === 'value' && role && role.kind !== 'unknown'))
        ? at.steps
        : [...at.steps, here],
    stored: at.stored || (passes && use.stored),
    spent: at.spent || (passes && use.spent),
    kept: at.kept || (passes && use.kept),
    unlessGiven: use.unlessGiven,
    ...grant,
    ...(at.lost === undefined ? {} : { lost: at.lost }),
    ...subclassOf(at, caller),
  };
  // `{ reauthenticate: () => login() }`: written in place it is followed from here, unless it is called after a refusal alone.
  if (use.host?.member !== undefined && within) {
    if (callers.handedTo(caller)?.use.recovery) return end(next, 'recovery');
  } else if (use.host && role?.kind === 'unknown') {
    const handed = callers.handedTo(caller);
    // What a function makes keeps what it was handed, and calls it later; so does a table of handlers.
    if (handed && (handed.later || (use.host.member !== undefined && handed.use.fn !== use.fn)))
      return step(callers, at, handed, queue, visited, end, out);
    if (handed) {
      if (handed.use.reuse && !keepsAnswers(caller, handed.use, at)) return end(next, 'cached');
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
  const entered = enteredAgain(at, caller);
  if (entered !== null) {
    const again = !use.recovery && !isRetryRecursion(at, use, facts);
    const timer = DELAYS.test(role?.by ?? delayAround(facts, use.fn, entered));
    if (again && !(timer && next.stored) && !changesInput(at, use))
      end(at, 'loop', {
        role: {
          kind: timer ? 'timer' : 'iteration',
          by: timer ? 'setTimeout of itself' : 'recursion',
          span: use.span,
        },
        site: at.steps.find((one) => one.file === facts.file && reaches(facts, one.fn, entered)) ?? inner,
      });
    return;
  }
  if (facts.test && !at.facts.test) return end(next, 'test');
  if (use.reuse && (passes || use.filled) && keepsToken(use, roots, at.stored)) {
    end(next, 'cached');
    // Asked for again after a refusal: that the holder is made anew is not what brings it here.
    return use.recovery ? undefined : makings(callers, next, facts, use.reuse, queue, visited, end, out);
  }
  if (role) {
    if (role.kind === 'iteration' || role.kind === 'timer' || role.kind === 'stream') {
      const varies = at.roots.some(
        (root) => root.kind === 'param' && root.fn === at.fn && role.kind !== 'timer',
      );
      const refresh = role.kind === 'timer' && next.stored && isRefreshOnly(at, role.every);
      if (!varies && !refresh) {
        // A helper of another file that is itself what the timer runs: the loop is here, and the helper is reported for itself.
        end(next, 'loop', { role, site: at.steps.length === 1 && inner.file !== here.file ? here : inner });
        return;
      }
      if (refresh) return end(next, 'cached');
    } else if (role.kind !== 'inline' && role.kind !== 'retry' && role.kind !== 'unknown') {
      ended(next, role, end, at);
      // Registered on an instance that a function makes: whoever calls that function goes through it.
      if (role.kind !== 'interceptor' || use.topLevel) return;
    }
  }
  // A function that is only returned is called by whoever calls what the factory made, if that can be seen.
  if (
    role?.by === 'return' &&
    !isListed(facts, use.fn) &&
    !/^(dispatch|next|store)\b/.test(at.facts.functions[at.fn]?.params[0] ?? '')
  )
    return end(at, 'uncalled');
  if (use.recovery || FAILURE_NAME.test(facts.functions[use.fn]?.name ?? '')) return end(next, 'recovery');
  const loop = use.loops.find((one) => !variesWith(roots, one));
  if (loop !== undefined)
    end(next, 'loop', {
      loop: facts.loops[loop]!,
      site: inPlace || (role && contains(use.span, inner.span)) ? inner : here,
    });
  if (use.topLevel) {
    const moduleEntry = use.fn === 0 ? moduleRole(facts) : null;
    return moduleEntry ? end(next, 'entry', { role: moduleEntry }) : end(next, facts.test ? 'test' : 'top');
  }
  const key = wayOf(next, use);
  if (visited.has(key) || visited.size > MOST_VISITED) return;
  visited.add(key);
  queue.push(next);
}
