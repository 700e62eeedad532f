/** Where instances of a class are made. */
import type { ClassRef, FileFacts, Ref } from '../facts.js';
import type { Caller } from './caller.js';
import type { FactsStore } from './facts-store.js';
import { stemOf } from './identity.js';
import type { RefResolver } from './resolve.js';

const MOST_FILES = 100;
const MAX_DEPTH = 5;

/** All `new C()`, and `new D()` of each `class D extends C` that is found beside them. */
export function findMakers(store: FactsStore, resolver: RefResolver, file: string, cls: number): Caller[] {
  const fact = store.factsOf(file)?.classes[cls];
  if (!fact) return [];
  const words = namesOf(file, fact);
  const seen = new Set<string>();
  const out: Caller[] = [];
  const isOne = (from: string, ref: ClassRef | null, depth = 0): boolean => {
    const found = ref && depth < MAX_DEPTH ? resolver.classOf(from, ref) : null;
    if (!found) return false;
    if (found.facts.file === file && found.cls === cls) return true;
    return isOne(found.facts.file, found.facts.classes[found.cls]?.extends ?? null, depth + 1);
  };
  for (const word of words) {
    for (const candidate of [file, ...store.texts.candidates([word])]) {
      if (seen.has(candidate) || seen.size >= MOST_FILES) continue;
      seen.add(candidate);
      const facts = store.factsOf(candidate);
      if (!facts || facts.test) continue;
      for (const use of facts.uses)
        if (use.how === 'new' && isOne(candidate, madeBy(use.target)))
          out.push({ file: candidate, facts, use, exact: true });
      facts.classes.forEach((one, index) => {
        if (one.extends && isOne(candidate, { kind: 'local', cls: index }))
          words.push(...namesOf(candidate, one));
      });
    }
  }
  return out;
}

function namesOf(file: string, { name, exported }: FileFacts['classes'][number]): string[] {
  return [name, ...exported.map((one) => (/^(default|=)$/.test(one) ? stemOf(file) : one))].filter(
    (one) => one.length > 2 && one !== 'default',
  );
}

function madeBy(target: Ref): ClassRef | null {
  if (target.kind === 'instance' && target.path.join() === 'constructor') return target.cls;
  return target.kind === 'import' && target.path.at(-1) === 'constructor'
    ? { kind: 'import', module: target.module, name: target.name, path: target.path.slice(0, -1) }
    : null;
}
