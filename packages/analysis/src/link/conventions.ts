/** What a project says of its own functions: which remember, which only pass on, which the framework calls. */
import type { CallbackRole, FunctionFact, Use } from '../facts.js';
import type { Conventions } from '../project.js';

export interface ConventionsReader {
  /** The use, with the role that the project gives to what receives the function. */
  applied(use: Use): Use;
  /** The role of a function that the project calls an entry point by its name. */
  entryOf(fn: FunctionFact): CallbackRole | null;
}

export function readConventions(conventions: Conventions): ConventionsReader {
  const roles: [CallbackRole['kind'], ReadonlySet<string>][] = [
    ['memo', new Set(conventions.caches)],
    ['inline', new Set(conventions.wrappers)],
    ['http', new Set(conventions.entryPoints)],
  ];
  const given = roles.some(([, names]) => names.size > 0);
  const entries = new Set(conventions.entryPoints);
  return {
    applied(use) {
      if (!given || !use.role || use.how !== 'value') return use;
      const { role } = use;
      const kind = roles.find(([, names]) => namesOf(role.by).some((name) => names.has(name)))?.[0];
      return kind ? { ...use, role: { ...role, kind } } : use;
    },
    entryOf(fn) {
      const name = namesOf(fn.name).find((one) => entries.has(one));
      return name === undefined ? null : { kind: 'http', by: name, span: fn.span };
    },
  };
}

/** `this.cache.wrap` is known as itself, as `cache.wrap` and as `wrap`. */
function namesOf(by: string): string[] {
  const parts = by.replace(/^(new |await )/, '').split('.');
  return parts.map((_, index) => parts.slice(index).join('.'));
}
