/** Who uses a function: exactly where imports and classes tell, by resemblance where a dependency is handed in. */
import type { CallbackRole, FileFacts, FunctionFact, Ref, Use } from '../facts.js';
import { readConventions, type ConventionsReader } from './conventions.js';
import type { FactsStore } from './facts-store.js';
import { holdersOf, identityOf, same, stemOf, tablesWith, type Identity } from './identity.js';
import type { Caller, ClassPlace } from './caller.js';
import { findHandedTo, type HandedTo } from './handed-functions.js';
import { findMakers } from './makers.js';
import { contains } from './path-ends.js';
import { callsOfOverridden, mayBe } from './overrides.js';
import type { RefResolver, Target } from './resolve.js';
import { isTestFile } from '../extract/index.js';
import { EACH } from '../extract/tables.js';

export type { Caller };

/** More candidates than this and a name alone means nothing: the file's or class's name must stand in the text too. */
const MANY = 25;
const MOST = 150;

export interface CallerFinder {
  /** Where the function that a value was handed to calls it, when that function is the project's. */
  handedTo(caller: Caller): HandedTo | null;
  callersOf(target: Target): Caller[];
  /** Whether a call can be made on an instance of a class that extends the one it names. */
  mayBe(caller: Caller, subclass: ClassPlace): boolean;
  /** Where instances of a class of a file, or of what extends it, are made. */
  makersOf(file: string, cls: number): Caller[];
  /** How a function is entered from outside: by itself, or by what the project says of its name. */
  entryOf(fn: FunctionFact): CallbackRole | null;
}

export function createCallerFinder(
  store: FactsStore,
  resolver: RefResolver,
  conventions: ConventionsReader = readConventions({}),
): CallerFinder {
  const memo = new Map<string, Caller[]>();
  const handed = new WeakMap<Use, HandedTo | null>();
  return {
    entryOf: (fn) => fn.entry ?? conventions.entryOf(fn),
    // A use is an object of one file's facts, and each is asked for on every way that leads through it.
    handedTo(caller) {
      let known = handed.get(caller.use);
      if (known === undefined) handed.set(caller.use, (known = findHandedTo(store, resolver, caller)));
      return known;
    },
    mayBe: (caller, subclass) => mayBe(resolver, caller, subclass),
    makersOf: (file, cls) => findMakers(store, resolver, file, cls),
    callersOf(target) {
      const key = `${target.file}#${target.fn}`;
      let known = memo.get(key);
      if (!known) {
        known = find(store, resolver, target).map((one) => ({ ...one, use: conventions.applied(one.use) }));
        memo.set(key, known);
      }
      return known;
    },
  };
}

function find(store: FactsStore, resolver: RefResolver, target: Target): Caller[] {
  const facts = store.factsOf(target.file);
  const identity = facts ? identityOf(facts, target) : null;
  if (!facts || !identity) return [];
  const seen = new Map<string, FileFacts | null>([[target.file, facts]]);
  let out: Caller[] = [];
  collect(resolver, identity, facts, out);
  const words = identity.interceptor ? [] : [...identity.names];
  words.push(...otherNames(resolver, identity, facts));
  if (identity.isDefault) words.push(stemOf(target.file));
  words.push(...holdersOf(facts, target));
  let renamed = false;
  for (const word of words) {
    for (const file of candidates(store, identity, word)) {
      if (seen.has(file)) continue;
      const candidate = store.factsOf(file);
      seen.set(file, candidate);
      if (!candidate) continue;
      collect(resolver, identity, candidate, out);
      for (const name of tablesWith(resolver, candidate, target)) if (!words.includes(name)) words.push(name);
      for (const name of otherNames(resolver, identity, candidate)) {
        renamed = true;
        if (!words.includes(name)) words.push(name);
      }
    }
  }
  // A file that was looked at before a barrel gave another name may use that one.
  if (renamed) {
    out = [];
    for (const one of seen.values()) if (one) collect(resolver, identity, one, out);
  }
  out.push(...callsOfOverridden(store, resolver, target));
  const fn = facts.functions[target.fn]!;
  const known = out.filter(
    (one) =>
      one.use.host?.member === undefined ||
      (one.file === target.file && contains(one.use.span, fn.span)) ||
      findHandedTo(store, resolver, one) !== null,
  );
  // Handed to something that is not known, it may be called by name from anywhere: `app.decorate('token', getToken)`.
  const lost = known.every(({ use }) => use.how === 'value' && use.role?.kind === 'unknown');
  return lost ? [...known, ...resembling(store, identity)] : known;
}

/** A barrel may export it under another name, and a module what a factory or a wrapper of it makes. */
function otherNames(resolver: RefResolver, identity: Identity, facts: FileFacts): string[] {
  const out: string[] = [];
  for (const { name, ref } of facts.exports) {
    const whole = name === 'default' || name === '=';
    if (ref.kind !== 'import' && !(ref.kind === 'returned' && ref.path.length === 0)) continue;
    if (identity.names.has(name) || name.length < (whole ? 1 : 3)) continue;
    if (whole && identity.interceptor) continue;
    if (!resolver.functions(facts.file, ref).some((found) => same(found, identity.target))) continue;
    if (whole) identity.isDefault = true;
    else identity.names.add(name);
    out.push(whole ? stemOf(facts.file) : name);
  }
  return out;
}

function candidates(store: FactsStore, identity: Identity, word: string): string[] {
  const inTests = store.factsOf(identity.target.file)?.test === true;
  const all = store.texts.candidates([word]).filter((file) => inTests || !isTestFile(file));
  if (all.length <= MANY) return all;
  const owners = identity.owners.flatMap((owner) => [owner, lowerFirst(owner)]);
  return all.filter((file) => owners.some((owner) => store.texts.has(file, owner))).slice(0, MOST);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function collect(resolver: RefResolver, identity: Identity, facts: FileFacts, out: Caller[]): void {
  for (const use of facts.uses) {
    if (!mayName(use.target, identity, facts.file)) continue;
    const resolved = resolver.functions(facts.file, use.target);
    if (resolved.some((found) => same(found, identity.target)))
      out.push({ file: facts.file, facts, use, exact: true });
    // What is known to be something else only looks alike.
    else if (!identity.interceptor && resolved.length === 0 && resembles(use.target, identity, facts))
      out.push({ file: facts.file, facts, use, exact: false });
  }
}

/** A cheap test before resolving. */
function mayName(ref: Ref, identity: Identity, file: string): boolean {
  if (ref.kind === 'function') return file === identity.target.file && ref.fn === identity.target.fn;
  // `const get = createGetter()`: the function behind it has no name of its own.
  if (ref.kind === 'returned' && ref.path.length === 0) return true;
  const last = lastName(ref);
  if (last === null) return false;
  // Any element of a table, whatever it is called.
  if (last === EACH) return true;
  if (identity.names.has(last)) return true;
  return (
    identity.isDefault &&
    (last === 'default' ||
      last === '*' ||
      last === 'constructor' ||
      (ref.kind === 'import' && ref.path.length === 0))
  );
}

/** The name that a reference ends in. */
export function lastName(ref: Ref): string | null {
  switch (ref.kind) {
    case 'import':
      return ref.path.at(-1) ?? ref.name;
    case 'this':
    case 'instance':
      return ref.path.at(-1) ?? null;
    case 'returned':
      return ref.path.at(-1) ?? null;
    case 'member':
      return ref.method;
    default:
      return null;
  }
}

/** `this.tokenService.get()` and `auth.getToken()` where nothing tells what they are: the receiver is called like the owner. */
function resembles(ref: Ref, identity: Identity, facts: FileFacts): boolean {
  const last = lastName(ref);
  if (last === null || !identity.names.has(last)) return false;
  const receiver = receiverOf(ref, facts);
  if (receiver === null) return false;
  const given = normal(receiver);
  if (given.length < 3 || COMMON_RECEIVERS.test(given)) return false;
  return identity.owners.some((owner) => {
    const own = normal(owner);
    return (
      own === given ||
      (own.length >= 4 &&
        given.length >= 4 &&
        (own.endsWith(given) || own.startsWith(given) || given.endsWith(own)))
    );
  });
}

const COMMON_RECEIVERS =
  /^(axios|http|https|request|response|res|req|client|this|self|data|app|router|module|exports|console|promise|options|config|service|services|utils|helper|helpers|common|base|main|index|test)$/;

function receiverOf(ref: Ref, facts: FileFacts): string | null {
  if (ref.kind === 'returned') return ref.path.length === 1 ? ref.receiver : (ref.path.at(-2) ?? null);
  if (ref.kind === 'member')
    return (
      ref.receiver
        .split(/[.()[\]?!]+/)
        .filter(Boolean)
        .at(-1) ?? null
    );
  if (ref.kind === 'this' && ref.path.length >= 2) {
    const field = ref.path.at(-2)!;
    const declared = facts.classes[ref.cls]?.fields[field];
    return declared && declared.kind !== 'local' ? declared.name : field;
  }
  if (ref.kind === 'instance' && ref.cls.kind === 'import')
    return ref.path.length === 1 ? ref.cls.name : null;
  if (ref.kind === 'instance' && ref.cls.kind === 'named')
    return ref.path.length >= 2 ? ref.path.at(-2)! : ref.cls.name;
  return null;
}

const normal = (name: string) =>
  name
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
    .replace(/(service|client|provider|instance|impl|helper|manager|controller)$/, '');

/**
 * Last resort for dependencies handed in under any name: a method whose name speaks of tokens and that only one function of
 * the project has.
 */
function resembling(store: FactsStore, identity: Identity): Caller[] {
  const out: Caller[] = [];
  for (const name of identity.names) {
    if (name.length < 8 || !/token|auth|login|credential|bearer|session/i.test(name)) continue;
    const files = store.texts.candidates([name]).filter((file) => !isTestFile(file));
    if (files.length > MANY) continue;
    const all = files.map((file) => store.factsOf(file)).filter((facts) => facts !== null);
    const definitions = all.reduce(
      (count, facts) =>
        count +
        facts.functions.filter((fn) => fn.method === name || fn.name === name || fn.exported.includes(name))
          .length,
      0,
    );
    if (definitions !== 1) continue;
    for (const facts of all) {
      for (const use of facts.uses) {
        if (/^(member|this|instance|returned)$/.test(use.target.kind) && lastName(use.target) === name)
          out.push({ file: facts.file, facts, use, exact: false });
      }
    }
  }
  return out;
}
