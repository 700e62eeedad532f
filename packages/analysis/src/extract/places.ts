/**
 * Places that keep a value beyond one call: module and closure variables, fields, members of shared objects, stores reached
 * by a call. Two places are the same by what they are, never by how they are called.
 */
import type { Variable } from '@typescript-eslint/scope-manager';
import { LIBRARIES } from '../catalog/index.js';
import { forEachChild } from '../source/walk.js';
import {
  isFunction,
  memberPath,
  outermost,
  propertyName,
  textOf,
  unwrap,
  type FunctionNode,
  type Node,
} from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { classAround } from './classes.js';
import type { FileContext } from './context.js';
import { refOf } from './refs.js';

/** SDK calls that leave the token in the object they are called on. */
const KEEPERS = new Set(
  LIBRARIES.flatMap((library) => library.tokenCalls ?? [])
    .filter((call) => call.keepsToken)
    .map((call) => call.member),
);

export interface Place {
  /** Identity of the root: a variable, `this` of a class, a module, a global. */
  root: Variable | string;
  path: string[];
  /** As the source writes it. */
  text: string;
  node: Node;
  /** The key within the store when it is written down. */
  key?: string;
}

const SETTERS =
  /^(set|put|save|store|write|add|push|update|insert|upsert|persist|cache|remember|hset|hmset|setex|psetex|setItem|setAsync|setEx|setTTL|create|replace|commit|dispatch|mset|setToken|writeFile|writeFileSync|outputJson|writeJson|setState|next)/i;
const MEMBERS_OF_STORES =
  /^(get|has|take|peek|read|find|load|fetch|exists|getItem|getAsync|hget|hgetall|getItemAsync|getValue|readFile|readFileSync|existsSync|readJson|match|first|query|select|getOrDefault|isValid|isExpired|expired|valid)/i;

/** The place that an expression reads or writes, if it is one that outlives a call of `fn`. */
export function placeOf(context: FileContext, given: Node, fn: Node | null): Place | null {
  const chain = memberPath(given);
  if (!chain) {
    const node = unwrap(given);
    // cache[key], tokens[user].value
    return node.type === 'MemberExpression' ? placeOf(context, node.object, fn) : null;
  }
  const text = textOf(context.tree, given);
  const { root, path } = chain;
  if (root.type === 'ThisExpression') {
    const cls = classAround(context, root);
    return path.length > 0 ? { root: `this:${cls}`, path, text, node: given } : null;
  }
  if (root.type === 'MemberExpression') {
    const inner = placeOf(context, root.object, fn);
    return inner ? { ...inner, text, node: given } : null;
  }
  if (root.type !== 'Identifier') return null;
  const variable = context.bindings.variableOf(root);
  if (!variable)
    return path.length > 0 && (root.name !== 'process' || path[0] === 'env')
      ? { root: `global:${root.name}`, path, text, node: given }
      : null;
  const definition = variable.defs[0];
  const declared = definition?.node as Node | undefined;
  if (
    declared?.type === 'VariableDeclarator' &&
    declared.init &&
    unwrap(declared.init).type === 'ThisExpression'
  ) {
    return { root: `this:${classAround(context, declared)}`, path, text, node: given };
  }
  if (importOf(variable)) return { root: variable, path, text, node: given };
  const standsFor = defaultVariable(context, variable);
  if (standsFor && path.length > 0) return { root: standsFor, path, text, node: given };
  if (definition?.type === 'Parameter') {
    return path.length > 0 && declared === fn
      ? { root: variable, path, text, node: given }
      : declared === fn
        ? null
        : { root: variable, path, text, node: given };
  }
  if (fn && declaredInside(variable, fn))
    return path.length > 0 ? aliasPlace(context, variable, path, text, given, fn) : null;
  return { root: variable, path, text, node: given };
}

/** `function f(store = shared)`: the parameter is the shared thing wherever nobody gives another. */
function defaultVariable(context: FileContext, variable: Variable): Variable | null {
  const definition = variable.defs[0];
  const name = definition?.name as Node | undefined;
  const pattern = name?.parent;
  if (
    definition?.type !== 'Parameter' ||
    pattern?.type !== 'AssignmentPattern' ||
    pattern.left !== name ||
    pattern.right.type !== 'Identifier'
  )
    return null;
  return context.bindings.variableOf(pattern.right) ?? null;
}

/** `const entry = this.cache; entry.token = …` and `const cached = tokens[user]`. */
function aliasPlace(
  context: FileContext,
  variable: Variable,
  path: string[],
  text: string,
  node: Node,
  fn: Node,
): Place | null {
  const declared = variable.defs[0]?.node as Node | undefined;
  if (declared?.type !== 'VariableDeclarator' || !declared.init || declared.id.type !== 'Identifier')
    return null;
  const target = unwrap(declared.init);
  if (target.type !== 'MemberExpression' && target.type !== 'Identifier') return null;
  const inner = placeOf(context, target, fn);
  return inner ? { ...inner, path: [...inner.path, ...path], text, node } : null;
}

function declaredInside(variable: Variable, fn: Node): boolean {
  const name = variable.defs[0]?.name as Node | undefined;
  return !!name && fn.range[0] <= name.range[0] && name.range[1] <= fn.range[1];
}

/** The place that a call writes its argument to: `cache.set(key, value)`, `saveToken(value)`. */
export function placesWrittenByCall(context: FileContext, call: Node, fn: Node | null, depth = 0): Place[] {
  if (call.type !== 'CallExpression') return [];
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression') {
    const name = propertyName(callee) ?? '';
    if (name === 'assign' && call.arguments[0]) return present(placeOf(context, call.arguments[0], fn));
    const own = calledFunction(context, callee);
    if (own && depth < 2) return placesWrittenIn(context, own, depth + 1);
    if (KEEPERS.has(name)) return present(placeOf(context, callee.object, fn));
    if (!SETTERS.test(name)) return [];
    return present(storePlace(context, callee.object, call, fn));
  }
  return namedStore(context, call, depth, placesWrittenIn);
}

function namedStore(
  context: FileContext,
  call: Node,
  depth: number,
  inside: (context: FileContext, fn: FunctionNode, depth: number) => Place[],
): Place[] {
  if (call.type !== 'CallExpression') return [];
  const callee = unwrap(call.callee);
  const bound = boundMember(context, callee);
  if (bound && (inside === placesWrittenIn ? SETTERS : MEMBERS_OF_STORES).test(bound.name))
    return present(storePlace(context, bound.object, call, null));
  const own = calledFunction(context, callee);
  if (own) return depth < 3 ? inside(context, own, depth + 1) : [];
  const ref = callee.type === 'Identifier' ? refOf(context, callee) : null;
  if (
    ref?.kind === 'import' &&
    /^(node:)?fs(\/promises)?$|^fs-extra$/.test(ref.module) &&
    call.arguments[0]
  ) {
    return [
      {
        root: `file:${textOf(context.tree, call.arguments[0])}`,
        path: [],
        text: textOf(context.tree, callee),
        node: call,
      },
    ];
  }
  if (
    ref?.kind === 'import' &&
    (/token|cache|session|auth|cred|jwt/i.test(textOf(context.tree, callee)) ||
      /^(get|set|read|write|load|save|update|store|put|fetch)[A-Z]/.test(textOf(context.tree, callee)))
  ) {
    const noun = textOf(context.tree, callee).replace(
      /^(get|set|read|write|load|save|update|store|put|fetch)(?=[A-Z])/,
      '',
    );
    return [
      {
        root: `module:${ref.module}`,
        path: /token|cache|session|auth|cred|jwt/i.test(noun) ? [] : [noun],
        text: textOf(context.tree, callee),
        node: call,
      },
    ];
  }
  // const [token, setToken] = useState()
  return [];
}

/** `const getAsync = promisify(client.get).bind(client)`: the method behind the name. */
function boundMember(context: FileContext, callee: Node): { object: Node; name: string } | null {
  const declared =
    callee.type === 'Identifier'
      ? (context.bindings.variableOf(callee)?.defs[0]?.node as Node | undefined)
      : undefined;
  let at = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : null;
  for (let depth = 0; at && depth < 4; depth++) {
    if (at.type === 'MemberExpression') return { object: at.object, name: propertyName(at) ?? '' };
    if (at.type !== 'CallExpression') return null;
    const inner: Node = unwrap(at.callee);
    const [first] = at.arguments;
    if (inner.type === 'MemberExpression' && propertyName(inner) === 'bind') at = unwrap(inner.object);
    else at = first && first.type !== 'SpreadElement' ? unwrap(first) : null;
  }
  return null;
}

/** More places than this are no evidence of anything. */
const MOST = 200;

/** Adds places that are not there yet: functions that call each other would bring the same ones again and again. */
function merge(out: Place[], places: readonly Place[]): void {
  for (const place of places) {
    if (out.length >= MOST) return;
    const known = out.some(
      (one) =>
        one.root === place.root &&
        one.key === place.key &&
        one.path.length === place.path.length &&
        one.path.every((part, index) => part === place.path[index]),
    );
    if (!known) out.push(place);
  }
}

const present = (place: Place | null) => (place ? [place] : []);

/** The store behind `cache.get(…)`; for the file system the file. */
function storePlace(context: FileContext, receiver: Node, call: Node, fn: Node | null): Place | null {
  const place = storeOf(context, receiver, call, fn);
  const first = call.type === 'CallExpression' ? call.arguments[0] : undefined;
  const key = first && first.type !== 'SpreadElement' ? context.values.evaluate(first) : null;
  return place && key?.kind === 'text' ? { ...place, key: key.text } : place;
}

function storeOf(context: FileContext, receiver: Node, call: Node, fn: Node | null): Place | null {
  const text = textOf(context.tree, receiver);
  if (
    /^(fs|fsp|fse|promises|fs\.promises|jsonfile)$/.test(text) &&
    call.type === 'CallExpression' &&
    call.arguments[0]
  ) {
    return { root: `file:${textOf(context.tree, call.arguments[0])}`, path: [], text, node: call };
  }
  const chain = memberPath(receiver);
  if (
    chain?.root.type === 'Identifier' &&
    chain.path.length === 0 &&
    !context.bindings.variableOf(chain.root)
  ) {
    return { root: `global:${chain.root.name}`, path: [], text, node: call };
  }
  const inner = unwrap(receiver);
  if (inner.type === 'CallExpression')
    return { root: `call:${textOf(context.tree, inner)}`, path: [], text, node: call };
  if (chain?.root.type === 'Identifier' && chain.path.length === 0) {
    const variable = context.bindings.variableOf(chain.root)!;
    const declared = variable.defs[0]?.node as Node | undefined;
    // const store = await openStore(); const cache = caches.default: opened in this call, the thing behind it stays.
    if (fn && declaredInside(variable, fn)) {
      if (declared?.type !== 'VariableDeclarator' || !declared.init)
        return { root: variable, path: [], text, node: call };
      const init = unwrap(declared.init);
      if (
        init.type === 'NewExpression' &&
        /^(Map|Set|WeakMap|NodeCache|LRUCache|LRU|Headers|URLSearchParams|FormData)$/.test(
          textOf(context.tree, init.callee),
        )
      )
        return null;
      if (init.type !== 'CallExpression') return null;
      return { root: `opened:${textOf(context.tree, init)}`, path: [], text, node: call };
    }
    return { root: variable, path: [], text, node: call };
  }
  return placeOf(context, receiver, fn);
}

/** Every outliving place that an expression reads, through local variables and functions of this file. */
export function placesRead(context: FileContext, node: Node, fn: Node | null): Place[] {
  const out: Place[] = [];
  collectReads(context, node, fn, out, new Set(), 0);
  return out;
}

function collectReads(
  context: FileContext,
  given: Node,
  fn: Node | null,
  out: Place[],
  seen: Set<unknown>,
  depth: number,
): void {
  const node = unwrap(given);
  if (depth > 12 || seen.has(node)) return;
  seen.add(node);
  if (isFunction(node)) return;
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const own = calledFunction(context, callee);
    if (own) merge(out, placesReadIn(context, own));
    else if (callee.type === 'MemberExpression') {
      const name = propertyName(callee) ?? '';
      const place = storePlace(context, callee.object, node, fn);
      if (
        place &&
        (MEMBERS_OF_STORES.test(name) || typeof place.root !== 'string' || place.root.startsWith('this:'))
      )
        out.push(place);
      else collectReads(context, callee.object, fn, out, seen, depth + 1);
    } else merge(out, namedStore(context, node, 0, placesReadIn));
    for (const argument of node.arguments)
      collectReads(
        context,
        argument.type === 'SpreadElement' ? argument.argument : argument,
        fn,
        out,
        seen,
        depth + 1,
      );
    return;
  }
  if (node.type === 'MemberExpression' || node.type === 'Identifier') {
    const place = placeOf(context, node, fn);
    if (place) out.push(place);
    const chain = memberPath(node);
    const root = chain ? chain.root : unwrap((node as { object?: Node }).object ?? node);
    if (root.type === 'Identifier') readThroughVariable(context, root, fn, out, seen, depth);
    else if (root !== node) collectReads(context, root, fn, out, seen, depth + 1);
    return;
  }
  forEachChild(node, (child) => {
    if (node.type === 'Property' && child === node.key && !node.computed) return;
    collectReads(context, child, fn, out, seen, depth + 1);
  });
}

function readThroughVariable(
  context: FileContext,
  node: Node,
  fn: Node | null,
  out: Place[],
  seen: Set<unknown>,
  depth: number,
): void {
  const variable = context.bindings.variableOf(node);
  if (!variable || seen.has(variable) || !fn || !declaredInside(variable, fn)) return;
  seen.add(variable);
  const declared = variable.defs[0]?.node as Node | undefined;
  if (declared?.type === 'VariableDeclarator' && declared.init)
    collectReads(context, declared.init, fn, out, seen, depth + 1);
  for (const reference of context.bindings.referencesOf(variable)) {
    const parent = reference.parent;
    if (parent?.type === 'AssignmentExpression' && parent.left === reference)
      collectReads(context, parent.right, fn, out, seen, depth + 1);
  }
}

/** The function of this file that a callee calls. */
export function calledFunction(context: FileContext, callee: Node): FunctionNode | null {
  const ref = refOf(context, callee);
  if (ref?.kind === 'function') return context.functions[ref.fn] ?? null;
  if (ref?.kind === 'this' && ref.path.length === 1)
    return context.functions[context.classes[ref.cls]?.methods[ref.path[0]!] ?? 0] ?? null;
  if (ref?.kind === 'instance' && ref.cls.kind === 'local' && ref.path.length === 1) {
    return context.functions[context.classes[ref.cls.cls]?.methods[ref.path[0]!] ?? 0] ?? null;
  }
  return null;
}

const readsMemo = new WeakMap<Node, Place[]>();
const writesMemo = new WeakMap<Node, Place[]>();

/** What a helper of a helper of a helper reads is no longer what this guard looks at. */
const DEEPEST = 3;

/** What a function reads that outlives it. */
export function placesReadIn(context: FileContext, fn: FunctionNode, depth = 0): Place[] {
  const known = readsMemo.get(fn);
  if (known) return known;
  const out: Place[] = [];
  if (depth > DEEPEST) return out;
  readsMemo.set(fn, out);
  eachInside(fn, (node) => {
    if (node.type === 'CallExpression') {
      const callee = unwrap(node.callee);
      const own = calledFunction(context, callee);
      if (own && own !== fn) merge(out, placesReadIn(context, own, depth + 1));
      else if (callee.type === 'MemberExpression' && MEMBERS_OF_STORES.test(propertyName(callee) ?? ''))
        merge(out, present(storePlace(context, callee.object, node, fn)));
    }
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return;
    const parent = outermost(node).parent;
    if (parent?.type === 'AssignmentExpression' && parent.left === node) return;
    merge(out, present(placeOf(context, node, fn)));
  });
  return out;
}

/** What a function writes that outlives it. */
export function placesWrittenIn(context: FileContext, fn: FunctionNode, depth = 0): Place[] {
  const known = writesMemo.get(fn);
  if (known) return known;
  const out: Place[] = [];
  if (depth > DEEPEST) return out;
  writesMemo.set(fn, out);
  eachInside(fn, (node) => {
    if (node.type === 'AssignmentExpression') merge(out, present(placeOf(context, node.left, fn)));
    else if (node.type === 'CallExpression') merge(out, placesWrittenByCall(context, node, fn, depth + 1));
  });
  return out;
}

function eachInside(fn: Node, visit: (node: Node) => void): void {
  const go = (node: Node): void => {
    visit(node);
    forEachChild(node, go);
  };
  forEachChild(fn, go);
}

/** Whether what is read can be what was written. */
export function samePlace(read: Place, written: Place): boolean {
  if (read.root !== written.root) return false;
  if (read.key !== undefined && written.key !== undefined && read.key !== written.key) return false;
  const shared = Math.min(read.path.length, written.path.length);
  for (let index = 0; index < shared; index++) if (read.path[index] !== written.path[index]) return false;
  if (read.path.length >= written.path.length) return true;
  // Reading a whole object of which one member was written: a sign only when the object is there for that.
  return /token|cache|session|auth|cred|store|jwt|bearer|login|state|data/i.test(read.text);
}
