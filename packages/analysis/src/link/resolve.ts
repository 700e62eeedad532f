/** From a reference in one file to the functions it names, through imports, barrels, classes and objects. */
import { ITSELF } from '../extract/intercepted-clients.js';
import { EACH } from '../extract/tables.js';
import type { ClassFact, ClassRef, Constant, ExportedPayload, FileFacts, FunctionId, Ref } from '../facts.js';
import type { FactsStore } from './facts-store.js';
import type { ModuleResolver } from './modules.js';

export interface Target {
  file: string;
  fn: FunctionId;
}

export interface RefResolver {
  /** The functions that a reference names; empty when it leaves the project or cannot be told. */
  functions(file: string, ref: Ref): Target[];
  /** The class that a reference to one names. */
  classOf(file: string, ref: ClassRef): { facts: FileFacts; cls: number } | null;
  /** Whether a reference names the payload that `target` exports. */
  names(file: string, ref: Ref, target: string, payload: ExportedPayload): boolean;
  /** The texts that a constant of a file can be. */
  texts(file: string, constant: Constant): string[];
}

const MAX_DEPTH = 10;

export function createRefResolver(store: FactsStore, modules: ModuleResolver): RefResolver {
  function functions(file: string, ref: Ref, depth = 0): Target[] {
    const facts = store.factsOf(file);
    if (!facts || depth > MAX_DEPTH) return [];
    switch (ref.kind) {
      case 'function':
        return [{ file, fn: ref.fn }];
      case 'class':
        return methodOf(file, { kind: 'local', cls: ref.cls }, ['constructor'], depth);
      case 'this':
        return ref.path[0] === 'super'
          ? superMethod(facts, ref.cls, ref.path.slice(1), depth)
          : methodOf(file, { kind: 'local', cls: ref.cls }, ref.path, depth);
      case 'instance':
        return methodOf(file, ref.cls, ref.path, depth);
      case 'returned':
        return functions(file, ref.of, depth + 1).flatMap((made) => {
          const returns = store.factsOf(made.file)?.functions[made.fn]?.returns ?? [];
          return returns.flatMap((one) =>
            ref.path.length === 0 && one.kind === 'instance' && one.path.length === 0
              ? []
              : functions(made.file, extendRef(one, ref.path), depth + 1),
          );
        });
      case 'import': {
        const target = modules.resolve(file, ref.module);
        return target === null ? [] : exported(target, ref.name, ref.path, depth + 1);
      }
      default:
        return [];
    }
  }

  /** What module `file` exports as `name`, and the members `path` of it. */
  function exported(file: string, name: string, path: string[], depth: number): Target[] {
    const facts = store.factsOf(file);
    if (!facts || depth > MAX_DEPTH) return [];
    if (name === '*') {
      if (path.length === 0 || path[0] === 'constructor') return member(facts, '=', path, depth);
      return exported(file, path[0]!, path.slice(1), depth);
    }
    const direct = facts.exports.filter((one) => one.name === name);
    // A wrapped function and what its wrapper makes of it leave by one name.
    const named = direct.flatMap((one) => functions(file, extendRef(one.ref, path), depth + 1));
    if (named.length > 0) return named;
    for (const module of facts.reexports) {
      const target = modules.resolve(file, module);
      const found = target === null ? [] : exported(target, name, path, depth + 1);
      if (found.length > 0) return found;
    }
    // `module.exports = thing`: default import is the thing, named imports are its members.
    if (name === 'default') return member(facts, '=', path, depth);
    const whole = member(facts, '=', [name, ...path], depth);
    if (whole.length > 0) return whole;
    // `export default { getToken }` read as a namespace by CommonJS interop.
    return member(facts, 'default', [name, ...path], depth);
  }

  function member(facts: FileFacts, name: string, path: string[], depth: number): Target[] {
    return facts.exports
      .filter((one) => one.name === name)
      .flatMap((one) => functions(facts.file, extendRef(one.ref, path), depth + 1));
  }

  function superMethod(facts: FileFacts, cls: number, path: string[], depth: number): Target[] {
    const parent = facts.classes[cls]?.extends;
    return parent ? methodOf(facts.file, parent, path.length > 0 ? path : ['constructor'], depth + 1) : [];
  }

  function methodOf(file: string, ref: ClassRef, path: string[], depth: number): Target[] {
    const found = classOf(file, ref, depth);
    const [name = ITSELF, ...rest] = path;
    if (!found || depth > MAX_DEPTH) return [];
    const fact = found.facts.classes[found.cls]!;
    if (name === EACH || (name === ITSELF && fact.list))
      return membersOf(fact).flatMap((each) =>
        methodOf(found.facts.file, { kind: 'local', cls: found.cls }, [each, ...rest], depth + 1),
      );
    const given = Object.hasOwn(fact.members, name) ? fact.members[name] : undefined;
    if (given) return functions(found.facts.file, extendRef(given, rest), depth + 1);
    if (rest.length === 0) {
      const fn = Object.hasOwn(fact.methods, name) ? fact.methods[name] : undefined;
      if (fn !== undefined) return [{ file: found.facts.file, fn }];
      return fact.extends ? methodOf(found.facts.file, fact.extends, path, depth + 1) : [];
    }
    const field = Object.hasOwn(fact.fields, name) ? fact.fields[name] : undefined;
    if (field) return methodOf(found.facts.file, field, rest, depth + 1);
    return fact.extends ? methodOf(found.facts.file, fact.extends, path, depth + 1) : [];
  }

  function classOf(file: string, ref: ClassRef, depth: number): { facts: FileFacts; cls: number } | null {
    const facts = store.factsOf(file);
    if (!facts || depth > MAX_DEPTH) return null;
    if (ref.kind === 'local') return { facts, cls: ref.cls };
    if (ref.kind === 'named') return null;
    const target = modules.resolve(file, ref.module);
    return target === null ? null : exportedClass(target, ref.name, ref.path, depth + 1);
  }

  function exportedClass(
    file: string,
    name: string,
    path: string[],
    depth: number,
  ): { facts: FileFacts; cls: number } | null {
    const facts = store.factsOf(file);
    if (!facts || depth > MAX_DEPTH) return null;
    const names =
      name === '*'
        ? path[0] !== undefined
          ? [path[0]]
          : ['=', 'default']
        : name === 'default'
          ? ['default', '=']
          : [name];
    for (const one of facts.exports.filter((each) => names.includes(each.name))) {
      if (one.ref.kind === 'class') return { facts, cls: one.ref.cls };
      if (one.ref.kind === 'instance' && one.ref.path.length === 0)
        return classOf(file, one.ref.cls, depth + 1);
      if (one.ref.kind === 'import') {
        const target = modules.resolve(file, one.ref.module);
        const found = target === null ? null : exportedClass(target, one.ref.name, one.ref.path, depth + 1);
        if (found) return found;
      }
      if (one.ref.kind === 'function') {
        const fn = one.ref.fn;
        const cls = facts.classes.findIndex((each) => each.methods['constructor'] === fn);
        if (cls >= 0) return { facts, cls };
      }
    }
    for (const module of facts.reexports) {
      const target = modules.resolve(file, module);
      const found = target === null ? null : exportedClass(target, name, path, depth + 1);
      if (found) return found;
    }
    return null;
  }

  function texts(file: string, constant: Constant, depth = 0): string[] {
    if (depth > MAX_DEPTH) return [];
    if (constant.kind === 'text') return [constant.text];
    if (constant.kind === 'choice') return constant.options.flatMap((one) => texts(file, one, depth + 1));
    if (constant.kind !== 'ref' || constant.ref.kind !== 'import') return [];
    const { module, name, path } = constant.ref;
    const target = modules.resolve(file, module);
    return target === null ? [] : exportedTexts(target, name, path, depth + 1);
  }

  function exportedTexts(file: string, name: string, path: string[], depth: number): string[] {
    const facts = store.factsOf(file);
    if (!facts || depth > MAX_DEPTH) return [];
    if (name === '*') return path.length === 0 ? [] : exportedTexts(file, path[0]!, path.slice(1), depth + 1);
    for (const [key, rest] of [
      [name, path],
      ['=', name === 'default' ? path : [name, ...path]],
      ['default', name === 'default' ? path : [name, ...path]],
    ] as const) {
      const constant = Object.hasOwn(facts.constants, key) ? facts.constants[key] : undefined;
      const found = constant ? memberTexts(file, constant, [...rest], depth) : [];
      if (found.length > 0) return found;
    }
    for (const one of facts.exports) {
      if (one.name !== name || one.ref.kind !== 'import') continue;
      const target = modules.resolve(file, one.ref.module);
      const found =
        target === null ? [] : exportedTexts(target, one.ref.name, [...one.ref.path, ...path], depth + 1);
      if (found.length > 0) return found;
    }
    for (const module of facts.reexports) {
      const target = modules.resolve(file, module);
      const found = target === null ? [] : exportedTexts(target, name, path, depth + 1);
      if (found.length > 0) return found;
    }
    return [];
  }

  function memberTexts(file: string, constant: Constant, path: string[], depth: number): string[] {
    if (path.length === 0) return texts(file, constant, depth + 1);
    if (constant.kind === 'ref' && constant.ref.kind === 'import') {
      return texts(
        file,
        { kind: 'ref', ref: { ...constant.ref, path: [...constant.ref.path, ...path] } },
        depth + 1,
      );
    }
    const next =
      constant.kind === 'object' && Object.hasOwn(constant.members, path[0]!)
        ? constant.members[path[0]!]
        : undefined;
    return next ? memberTexts(file, next, path.slice(1), depth) : [];
  }

  function names(file: string, ref: Ref, target: string, payload: ExportedPayload, depth = 0): boolean {
    if (payload.made !== null)
      return functions(file, ref).some((one) => one.file === target && one.fn === payload.made);
    if (ref.kind !== 'import' || depth > MAX_DEPTH) return false;
    const module = modules.resolve(file, ref.module);
    const [first] = ref.path;
    if (module === null) return false;
    if (module === target) {
      const whole = ref.path.length === 0 && /^(\*|default)$/.test(ref.name);
      if (/^(=|default)$/.test(payload.name)) return whole;
      return (
        (ref.name === payload.name && ref.path.length === 0) ||
        (/^(\*|default)$/.test(ref.name) && first === payload.name && ref.path.length === 1)
      );
    }
    // Through a barrel.
    const barrel = store.factsOf(module);
    const name = ref.name === '*' ? first : ref.name;
    const again = (one: Ref) => names(module, one, target, payload, depth + 1);
    return (
      barrel !== null &&
      name !== undefined &&
      (barrel.exports.some((one) => one.name === name && again(one.ref)) ||
        barrel.reexports.some((one) => again({ kind: 'import', module: one, name, path: [] })))
    );
  }

  return {
    functions: (file, ref) => functions(file, ref),
    classOf: (file, ref) => classOf(file, ref, 0),
    names: (file, ref, target, payload) => names(file, ref, target, payload),
    texts: (file, constant) => texts(file, constant),
  };
}

const membersOf = (fact: ClassFact) =>
  [
    ...new Set([...Object.keys(fact.methods), ...Object.keys(fact.members), ...Object.keys(fact.fields)]),
  ].filter((name) => name !== 'constructor' && name !== ITSELF);

function extendRef(ref: Ref, path: string[]): Ref {
  if (path.length === 0) return ref;
  switch (ref.kind) {
    case 'import':
      return ref.name === '*'
        ? { ...ref, name: path[0]!, path: path.slice(1) }
        : { ...ref, path: [...ref.path, ...path] };
    case 'this':
    case 'instance':
    case 'returned':
      return { ...ref, path: [...ref.path, ...path] };
    case 'class':
      return { kind: 'instance', cls: { kind: 'local', cls: ref.cls }, path };
    default:
      return { kind: 'global', name: '' };
  }
}
