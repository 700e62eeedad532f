/**
 * Places that keep a value beyond one call: module and closure variables, fields, members of shared objects, stores reached
 * by a call. Two places are the same by what they are, never by how they are called.
 */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { memberPath, propertyName, textOf, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { patternPath } from '../values/patterns.js';
import { classAround } from './class-refs.js';
import type { FileContext } from './context.js';
import { TOKEN_WORDS } from './token-words.js';

export interface Place {
  /** Identity of the root: a variable, `this` of a class, a module, a global. */
  root: Variable | string;
  path: string[];
  /** As the source writes it. */
  text: string;
  node: Node;
  /** The key within the store when it is written down. */
  key?: string;
  /** For a member of a record: the call that found it. */
  found?: Node;
  /** An SDK object that keeps the token for its other calls: using it for anything else is no look at the token. */
  keeper?: boolean;
}

/** The state behind a thunk's `dispatch` and `getState`, and behind an action's `commit` and `state`. */
export const STATE = 'global:state';

/** The place that an expression reads or writes, if it is one that outlives a call of `fn`. */
export function placeOf(context: FileContext, given: Node, fn: Node | null): Place | null {
  const chain = memberPath(given);
  if (!chain) {
    const node = unwrap(given);
    // cache[key], tokens[user].value
    const inner = node.type === 'MemberExpression' ? placeOf(context, node.object, fn) : null;
    return inner && { ...inner, node };
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
  if (!variable) {
    const keeps =
      path.length > 0 ? root.name !== 'process' || path[0] === 'env' : impliedGlobals(context).has(root.name);
    return keeps ? { root: `global:${root.name}`, path, text, node: given } : null;
  }
  const definition = variable.defs[0];
  const declared = definition?.node as Node | undefined;
  if (
    declared?.type === 'VariableDeclarator' &&
    declared.init &&
    unwrap(declared.init).type === 'ThisExpression'
  ) {
    // `const { tokens } = this`: the field by another name.
    const field = patternPath(declared.id, definition!.name as Node) ?? [];
    return { root: `this:${classAround(context, declared)}`, path: [...field, ...path], text, node: given };
  }
  const made = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : undefined;
  // `const auth = { token: null, isValid() { return this.token; } }`: what its methods call `this`.
  const object = made?.type === 'ObjectExpression' ? context.classNodes.get(made) : undefined;
  if (object !== undefined && path.length > 0) return { root: `this:${object}`, path, text, node: given };
  if (importOf(variable)) return { root: variable, path, text, node: given };
  const standsFor = defaultVariable(context, variable);
  if (standsFor && path.length > 0) return { root: standsFor, path, text, node: given };
  if (definition?.type === 'Parameter' && isStateOfAction(definition.name))
    return { root: STATE, path, text, node: given };
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

/** `async getToken({ commit, state })`: https://vuex.vuejs.org/guide/actions.html */
function isStateOfAction(name: Node): boolean {
  const pattern = name.parent?.parent;
  return (
    name.type === 'Identifier' &&
    name.name === 'state' &&
    pattern?.type === 'ObjectPattern' &&
    pattern.properties.some((one) => one.type === 'Property' && propertyName(one) === 'commit')
  );
}

const implied = new WeakMap<FileContext, Set<string>>();

/** `token = …` in a script without `var token`: the assignment makes it a global variable. */
function impliedGlobals(context: FileContext): Set<string> {
  let names = implied.get(context);
  if (!names) {
    names = new Set();
    for (const { left } of context.nodes.assignments)
      if (left.type === 'Identifier' && !context.bindings.variableOf(left)) names.add(left.name);
    implied.set(context, names);
  }
  return names;
}

/** The places that an assignment writes: `token = …`, `[token, until] = …`, `({ token, until } = …)`. */
export function placesAssigned(context: FileContext, target: Node, fn: Node | null): Place[] {
  switch (target.type) {
    case 'ArrayPattern':
      return target.elements.flatMap((one) => (one ? placesAssigned(context, one, fn) : []));
    case 'ObjectPattern':
      return target.properties.flatMap((one) =>
        placesAssigned(context, one.type === 'RestElement' ? one.argument : (one.value as Node), fn),
      );
    case 'AssignmentPattern':
      return placesAssigned(context, target.left, fn);
    default: {
      // `let { token } = this; token = …`: the field stays as it was.
      if (target.type === 'Identifier' && isTakenOut(context, target)) return [];
      const place = placeOf(context, target, fn);
      return place ? [place] : [];
    }
  }
}

function isTakenOut(context: FileContext, name: TSESTree.Identifier): boolean {
  const declared = context.bindings.variableOf(name)?.defs[0]?.node as Node | undefined;
  return (
    declared?.type === 'VariableDeclarator' &&
    declared.id.type === 'ObjectPattern' &&
    declared.init?.type === 'ThisExpression'
  );
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
  const inner =
    target.type === 'MemberExpression' || target.type === 'Identifier'
      ? placeOf(context, target, fn)
      : recordPlace(context, target, fn);
  return inner ? { ...inner, path: [...inner.path, ...path], text, node } : null;
}

/** `const row = await Settings.findOne(); row.token = …`: the record of a store, which `row.save()` gives back. */
function recordPlace(context: FileContext, target: Node, fn: Node): Place | null {
  const callee = target.type === 'CallExpression' ? unwrap(target.callee) : null;
  if (
    callee?.type !== 'MemberExpression' ||
    !/^(find|findOne|findFirst|findUnique|get|load)/.test(propertyName(callee) ?? '')
  )
    return null;
  const store = memberPath(callee.object);
  const variable = store?.root.type === 'Identifier' ? context.bindings.variableOf(store.root) : undefined;
  const place =
    variable && !declaredInside(variable, fn) && store!.path.length === 0
      ? placeOf(context, callee.object, fn)
      : null;
  return place && { ...place, found: target };
}

export function declaredInside(variable: Variable, fn: Node): boolean {
  const name = variable.defs[0]?.name as Node | undefined;
  return !!name && fn.range[0] <= name.range[0] && name.range[1] <= fn.range[1];
}

/** Members by which an SDK's object tells of its token. */
const KEPT_MEMBER = new RegExp(`${TOKEN_WORDS}|expir|valid|login|logged|ready|connected|initiali[sz]ed`, 'i');

/** What an object is called that is there for tokens. */
const HOLDS_TOKENS = new RegExp(`${TOKEN_WORDS}|cache|cred|store|bearer|login|state|data`, 'i');

/** Whether what is read can be what was written. */
export function samePlace(read: Place, written: Place): boolean {
  if (read.root !== written.root) return false;
  const beyond = read.path.slice(written.path.length).join('.');
  if (written.keeper && beyond !== '' && !KEPT_MEMBER.test(beyond)) return false;
  if (read.key !== undefined && written.key !== undefined && read.key !== written.key) return false;
  const shared = Math.min(read.path.length, written.path.length);
  for (let index = 0; index < shared; index++) if (read.path[index] !== written.path[index]) return false;
  if (read.path.length >= written.path.length) return true;
  // Reading a whole object of which one member was written: a sign only when the object is there for that.
  return HOLDS_TOKENS.test(read.text);
}
