/** The names under which a function can be seen from outside: its own, its class's, the table's that it stands in. */
import type { ClassFact, FileFacts } from '../facts.js';
import type { RefResolver, Target } from './resolve.js';

export const same = (a: Target, b: Target) => a.file === b.file && a.fn === b.fn;

export interface Identity {
  target: Target;
  /** Names of the function itself: exported names, method name. */
  names: Set<string>;
  /** Names of what it belongs to: class, object, file. */
  owners: string[];
  isDefault: boolean;
  /** Runs with every request of an HTTP client: only who holds that client calls it, whatever other things are called. */
  interceptor: boolean;
}

export function identityOf(facts: FileFacts, target: Target): Identity | null {
  const fn = facts.functions[target.fn];
  if (!fn) return null;
  const names = new Set(fn.exported.filter((name) => name !== 'default' && name !== '='));
  const owners = [stemOf(facts.file)];
  let interceptor = false;
  let isDefault = fn.exported.includes('default') || fn.exported.includes('=');
  facts.classes.forEach((cls) => {
    const method = Object.entries(cls.methods).find(([, id]) => id === target.fn)?.[0];
    if (method === undefined) return;
    if (cls.intercepted || cls.list) {
      interceptor ||= cls.intercepted === true;
      for (const name of [...Object.keys(cls.methods), ...cls.exported]) names.add(name);
      isDefault ||= cls.exported.some((name) => /^(default|=)$/.test(name));
    } else if (method !== 'constructor') names.add(method);
    else isDefault = true;
    owners.push(cls.name, ...cls.exported, ...cls.implements);
    for (const name of method === 'constructor' ? [cls.name, ...cls.exported] : [])
      if (name !== 'default' && name !== '=') names.add(name);
  });
  return {
    target,
    names,
    owners: owners.filter((name) => name.length > 2 && name !== 'object' && name !== 'default'),
    isDefault,
    interceptor,
  };
}

/** `auth/token.ts` is known as `token`, `auth/index.ts` as `auth`. */
export function stemOf(file: string): string {
  const parts = file.replace(/\.[^./]+$/, '').split('/');
  const last = parts.pop() ?? '';
  return /^(index|main|mod)$/.test(last)
    ? (parts.pop() ?? last)
    : last.replace(/\.(service|controller|provider|module|client|helper)$/, '');
}

/** Names by which a function without one of its own is reached: the table that it stands in, the factory that returns it. */
export function holdersOf(facts: FileFacts, target: Target): string[] {
  const inTable = (cls: ClassFact) => Object.values(cls.methods).includes(target.fn);
  const tables = facts.classes.filter(inTable).flatMap((cls) => cls.exported);
  const factories = facts.functions
    .filter((fn) => fn.returns.some((ref) => ref.kind === 'function' && ref.fn === target.fn))
    .flatMap((fn) => [...fn.exported, ...(fn.method ? [fn.method] : [])]);
  return [...tables, ...factories].flatMap((name) =>
    /^(default|=)$/.test(name) ? [stemOf(facts.file)] : [name],
  );
}

/** Exported tables of another file that hold the function. */
export function tablesWith(resolver: RefResolver, facts: FileFacts, target: Target): string[] {
  return facts.classes
    .filter(
      (cls) =>
        cls.exported.length > 0 &&
        Object.values(cls.members).some(
          (ref) =>
            ref.kind === 'import' && resolver.functions(facts.file, ref).some((found) => same(found, target)),
        ),
    )
    .flatMap((cls) => cls.exported)
    .flatMap((name) => (/^(default|=)$/.test(name) ? [stemOf(facts.file)] : [name]));
}
