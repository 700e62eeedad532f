/** Where a function of the project calls what it was handed. */
import { EACH } from '../extract/tables.js';
import type { FileFacts, FunctionId, Ref, Use } from '../facts.js';
import type { Caller } from './caller.js';
import type { FactsStore } from './facts-store.js';
import { reaches } from './recursion.js';
import type { RefResolver } from './resolve.js';

/** A call of what was handed over. */
export interface HandedTo extends Caller {
  /** It is made at another time than when the function was handed over: by a handler, a timer, or from a table of functions. */
  later: boolean;
}

/** The call of a handed-over function, when who is handed it is the project's. */
export function findHandedTo(
  store: FactsStore,
  resolver: RefResolver,
  { file, use }: Caller,
): HandedTo | null {
  if (!use.host) return null;
  for (const host of resolver.functions(file, use.host.ref)) {
    const facts = store.factsOf(host.file);
    const found = facts && (usedIn(facts, host.fn, use.host) ?? takenFromTable(facts, host.fn, use.host));
    if (facts && found) return { file: host.file, facts, exact: true, ...found };
  }
  return null;
}

type Found = Pick<HandedTo, 'use' | 'later'>;

/** What the host itself does with it: calls it, or hands it to somebody of whom it is known what they do. */
function usedIn(facts: FileFacts, fn: number, { index, member }: NonNullable<Use['host']>): Found | null {
  const is = namedBy(facts.functions[fn]?.params[index] ?? '', member);
  if (!is) return null;
  const uses = facts.uses.filter((one) => one.how !== 'new' && reaches(facts, one.fn, fn) && is(one.target));
  const call = uses.find(({ how }) => how === 'call');
  if (call) return { use: call, later: runsLater(facts, call.fn, fn) };
  const value = uses.find(({ role }) => role !== null && LATER.test(role.kind));
  return value ? { use: value, later: true } : null;
}

const LATER = /^(http|message|job|timer|event|mount|iteration|stream|interceptor)$/;

/** Whether a callback between the call and the host is handed to somebody who runs it when something happens. */
function runsLater(facts: FileFacts, from: FunctionId, host: FunctionId): boolean {
  for (
    let at: FunctionId | null = from;
    at !== null && at !== host;
    at = facts.functions[at]?.parent ?? null
  ) {
    const given = facts.uses.find(
      (one) => one.how === 'value' && one.target.kind === 'function' && one.target.fn === at,
    );
    if (given?.role && LATER.test(given.role.kind)) return true;
  }
  return false;
}

/** The call of an element of the table that the host puts it in. */
function takenFromTable(
  facts: FileFacts,
  fn: number,
  { index, member }: NonNullable<Use['host']>,
): Found | null {
  if (member !== undefined) return null;
  const tables = facts.classes.flatMap(({ handed }, cls) =>
    handed?.some((one) => one.fn === fn && one.index === index) ? [cls] : [],
  );
  const use = facts.uses.find(
    ({ how, target }) => how === 'call' && tables.some((cls) => isElement(facts, target, cls)),
  );
  return use ? { use, later: true } : null;
}

function isElement({ classes }: FileFacts, ref: Ref, cls: number): boolean {
  if (ref.kind !== 'this' && ref.kind !== 'instance') return false;
  const [first, ...rest] = ref.path;
  const path = ref.kind === 'this' ? rest : ref.path;
  const table = ref.kind === 'instance' ? ref.cls : first ? classes[ref.cls]?.fields[first] : undefined;
  return table?.kind === 'local' && table.cls === cls && path.length > 0 && path.every((one) => one === EACH);
}

/** Whether a reference names what is handed in as `param`, or as `member` of it. */
function namedBy(param: string, member: string | undefined): ((ref: Ref) => boolean) | null {
  const [name] = /^[\w$]+/.exec(param) ?? [];
  if (member === undefined) return name === undefined ? null : (ref) => isCalled(ref, name);
  if (name !== undefined) return (ref) => isMember(ref, name, member);
  const renamed = new RegExp(`\\b${member.replace(/\W/g, '\\$&')}\\s*:\\s*([\\w$]+)`).exec(param)?.[1];
  return param.startsWith('{') ? (ref) => isCalled(ref, renamed ?? member) : null;
}

/** `load()` of a parameter `load`. */
const isCalled = (ref: Ref, name: string) =>
  (ref.kind === 'member' && ref.receiver === name && ref.method === '') ||
  (ref.kind === 'instance' && ref.cls.kind === 'named' && ref.cls.name === name && ref.path.length === 0);

/** `deps.getToken()` of a parameter `deps`. */
const isMember = (ref: Ref, name: string, member: string) =>
  (ref.kind === 'member' && ref.receiver === name && ref.method === member) ||
  (ref.kind === 'instance' &&
    ref.cls.kind === 'named' &&
    ref.cls.name === name &&
    ref.path.join('.') === member);
