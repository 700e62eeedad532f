/** Methods that a base class calls and a subclass fills in. */
import type { ClassRef } from '../facts.js';
import type { Caller, ClassPlace } from './caller.js';
import type { FactsStore } from './facts-store.js';
import type { State } from './path-ends.js';
import type { RefResolver, Target } from './resolve.js';

const MAX_DEPTH = 5;

/** `this.headers()` in a class that the one with this method extends. */
export function callsOfOverridden(store: FactsStore, resolver: RefResolver, target: Target): Caller[] {
  const own = store.factsOf(target.file);
  if (!own) return [];
  const out: Caller[] = [];
  own.classes.forEach((cls) => {
    const [method] = Object.entries(cls.methods).find(([, fn]) => fn === target.fn) ?? [];
    if (method === undefined || method === 'constructor') return;
    let at = { file: target.file, base: cls.extends };
    for (let depth = 0; at.base && depth < MAX_DEPTH; depth++) {
      const found = resolver.classOf(at.file, at.base);
      if (!found) return;
      const { facts } = found;
      for (const use of facts.uses)
        if (
          use.how === 'call' &&
          use.target.kind === 'this' &&
          use.target.cls === found.cls &&
          use.target.path.join('.') === method
        )
          out.push({
            file: facts.file,
            facts,
            use,
            exact: true,
            subclass: { file: target.file, cls: own.classes.indexOf(cls) },
          });
      at = { file: facts.file, base: facts.classes[found.cls]?.extends ?? null };
    }
  });
  return out;
}

/** Whether what a call is made on can be an instance of the subclass: not where it is another one of the same base. */
export function mayBe(resolver: RefResolver, { file, use }: Caller, subclass: ClassPlace): boolean {
  const { target } = use;
  const ref: ClassRef | null =
    target.kind === 'this'
      ? { kind: 'local', cls: target.cls }
      : target.kind === 'instance' && target.path.length === 1
        ? target.cls
        : null;
  const found = ref && resolver.classOf(file, ref);
  if (!found) return true;
  const called = { file: found.facts.file, cls: found.cls };
  return isA(resolver, called, subclass) || isA(resolver, subclass, called);
}

function isA(resolver: RefResolver, one: ClassPlace, other: ClassPlace): boolean {
  let at: ClassPlace | null = one;
  for (let depth = 0; at && depth < MAX_DEPTH; depth++) {
    if (at.file === other.file && at.cls === other.cls) return true;
    const found = resolver.classOf(at.file, { kind: 'local', cls: at.cls });
    const base: ClassRef | null = found?.facts.classes[at.cls]?.extends ?? null;
    const next: ReturnType<RefResolver['classOf']> = base && resolver.classOf(at.file, base);
    at = next ? { file: next.facts.file, cls: next.cls } : null;
  }
  return false;
}

/** The subclass that a way through its base class is of. */
export function subclassOf(at: State, caller: Caller): { subclass?: ClassPlace } {
  const subclass = caller.subclass ?? at.subclass;
  return subclass ? { subclass } : {};
}
