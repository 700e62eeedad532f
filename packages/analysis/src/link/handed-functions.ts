/** Where a function of the project calls what it was handed. */
import type { FileFacts, Ref, Use } from '../facts.js';
import type { Caller } from './caller.js';
import type { FactsStore } from './facts-store.js';
import { reaches } from './recursion.js';
import type { RefResolver } from './resolve.js';

/** The call of a handed-over function, when who is handed it is the project's. */
export function findHandedTo(store: FactsStore, resolver: RefResolver, { file, use }: Caller): Caller | null {
  if (!use.host) return null;
  for (const host of resolver.functions(file, use.host.ref)) {
    const facts = store.factsOf(host.file);
    const inner = facts && callOf(facts, host.fn, use.host);
    if (facts && inner) return { file: host.file, facts, use: inner, exact: true };
  }
  return null;
}

function callOf(facts: FileFacts, fn: number, { index, member }: NonNullable<Use['host']>): Use | undefined {
  const param = facts.functions[fn]?.params[index] ?? '';
  const [name] = /^[\w$]+/.exec(param) ?? [];
  const calls = facts.uses.filter((one) => one.how === 'call' && reaches(facts, one.fn, fn));
  if (member === undefined) return calls.find(({ target }) => name !== undefined && isCalled(target, name));
  if (name !== undefined) return calls.find(({ target }) => isMember(target, name, member));
  const renamed = new RegExp(`\\b${member.replace(/\W/g, '\\$&')}\\s*:\\s*([\\w$]+)`).exec(param)?.[1];
  return param.startsWith('{') ? calls.find(({ target }) => isCalled(target, renamed ?? member)) : undefined;
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
