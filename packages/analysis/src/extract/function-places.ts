/** The places that a function or a call reaches, through the functions of this file that it calls. */
import type { TSESTree } from '@typescript-eslint/types';
import { LIBRARIES } from '../catalog/index.js';
import { forEachChild } from '../source/walk.js';
import { outermost, propertyName, textOf, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import { calledFunction, readGetter } from './called-function.js';
import type { FileContext } from './context.js';
import { placeOf, placesAssigned, STATE, type Place } from './places.js';
import { refOf } from './refs.js';
import { statementOf } from './statements.js';
import { isTimerCall } from './timer-calls.js';
import { boundMember, MEMBERS_OF_STORES, SETTERS, storePlace } from './stores.js';
import { TOKEN_WORDS } from './token-words.js';

/** SDK calls that leave the token in the object they are called on. */
const KEEPERS = new Set(
  LIBRARIES.flatMap((library) => library.tokenCalls ?? [])
    .filter((call) => call.keepsToken)
    .map((call) => call.member),
);

const CACHE_SETTERS =
  /^(set|put|setex|psetex|hset|hmset|mset|setItem|setAsync|setEx|setTTL|setState|cache|remember|next)$/i;
/** What a function is called that reads or writes a token kept elsewhere. */
const OF_TOKENS = new RegExp(`${TOKEN_WORDS}|cache|cred`, 'i');
const TOKENS = new RegExp(`${TOKEN_WORDS}|expir|bearer|cred|login`, 'i');

/** The place that a call writes its argument to: `cache.set(key, value)`, `saveToken(value)`. */
export function placesWrittenByCall(context: FileContext, call: Node, fn: Node | null, depth = 0): Place[] {
  if (call.type !== 'CallExpression') return [];
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression') {
    const name = propertyName(callee) ?? '';
    if (name === 'assign' && call.arguments[0]) return present(placeOf(context, call.arguments[0], fn));
    const own = calledFunction(context, callee);
    if (own && depth < DEEPEST) return placesWrittenIn(context, own, depth + 1);
    const statement = statementOf(context, call, fn);
    if (statement) {
      // What a helper writes besides: a row of something else is no token.
      const kept = statement.writes && (depth === 0 || TOKENS.test(textOf(context.tree, call)));
      return kept ? [statement.place] : [];
    }
    if (KEEPERS.has(name))
      return present(placeOf(context, callee.object, fn)).map((place) => ({ ...place, keeper: true }));
    if ((!SETTERS.test(name) && !writesRows(context, call)) || setsHeader(call)) return [];
    // What a helper writes besides: a record is no token, a cache may hold one.
    if (depth > 0 && !CACHE_SETTERS.test(name) && !TOKENS.test(textOf(context.tree, call))) return [];
    return present(storePlace(context, callee.object, call, fn));
  }
  return namedStore(context, call, depth, placesWrittenIn);
}

/** sql`INSERT INTO tokens VALUES (${token})` */
export function placesWrittenByTag(context: FileContext, node: Node, fn: Node | null): Place[] {
  const statement = statementOf(context, node, fn);
  return statement?.writes ? [statement.place] : [];
}

/** `pool.query('insert into tokens …', [token])` */
const writesRows = (context: FileContext, call: TSESTree.CallExpression) =>
  call.arguments[0] !== undefined &&
  /^.{0,20}\b(insert|update|replace|merge|upsert)\b/is.test(textOf(context.tree, call.arguments[0]));

/** `request.set('Authorization', token)`: sent with one request. */
function setsHeader(call: TSESTree.CallExpression): boolean {
  const [name] = call.arguments;
  return (
    name?.type === 'Literal' && /^(authorization|accept|content-type|x-[\w-]+)$/i.test(String(name.value))
  );
}

export function namedStore(
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
  // A thunk of Redux: what it dispatches, `getState()` tells later; an action of Vuex commits what `state` tells.
  const thunk = inside === placesWrittenIn ? /^(dispatch|commit)$/ : /^getState$/;
  if (callee.type === 'Identifier' && thunk.test(callee.name) && isParameter(context, callee))
    return [{ root: STATE, path: [], text: callee.name, node: call }];
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
  // `getUserById(token)` is given the token to ask with, not to keep.
  if (
    inside === placesWrittenIn &&
    /^(get|read|load|fetch|find|list|is|has)[A-Z]/.test(textOf(context.tree, callee))
  )
    return [];
  if (
    ref?.kind === 'import' &&
    (OF_TOKENS.test(textOf(context.tree, callee)) ||
      /^(get|set|read|write|load|save|update|store|put|fetch)[A-Z]/.test(textOf(context.tree, callee)))
  ) {
    const noun = textOf(context.tree, callee).replace(
      /^(get|set|read|write|load|save|update|store|put|fetch)(?=[A-Z])/,
      '',
    );
    return [
      {
        root: `module:${ref.module}`,
        path: OF_TOKENS.test(noun) ? [] : [noun],
        text: textOf(context.tree, callee),
        node: call,
      },
    ];
  }
  // const [token, setToken] = useState()
  return [];
}

const isParameter = (context: FileContext, name: TSESTree.Identifier) =>
  context.bindings.variableOf(name)?.defs[0]?.type === 'Parameter';

/** More places than this are no evidence of anything. */
const MOST = 200;

/** Adds places that are not there yet: functions that call each other would bring the same ones again and again. */
export function merge(out: Place[], places: readonly Place[]): void {
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

const memberName = (node: Node) => (node.type === 'MemberExpression' ? (propertyName(node) ?? '') : '');

const present = (place: Place | null) => (place ? [place] : []);

/** What was found below a function, and how deep it stood when it was looked at: from deeper down less is seen. */
type Memo = WeakMap<Node, { depth: number; places: Place[] }>;

const readsMemo: Memo = new WeakMap();

const writesMemo: Memo = new WeakMap();

/** Places found before from here or from further up; else an empty list that the caller fills, known from now on. */
function remembered(memo: Memo, fn: Node, depth: number): { places: Place[]; known: boolean } {
  const before = memo.get(fn);
  if (before && before.depth <= depth) return { places: before.places, known: true };
  const places: Place[] = [];
  memo.set(fn, { depth, places });
  return { places, known: false };
}

/** What a helper of a helper of a helper reads is no longer what this guard looks at. */
const DEEPEST = 3;

/** What a function reads that outlives it. */
export function placesReadIn(context: FileContext, fn: FunctionNode, depth = 0): Place[] {
  if (depth > DEEPEST) return [];
  const { places: out, known } = remembered(readsMemo, fn, depth);
  if (known) return out;
  eachInside(fn, (node) => {
    if (node.type === 'CallExpression') {
      const callee = unwrap(node.callee);
      const own = calledFunction(context, callee);
      const statement = own ? null : statementOf(context, node, fn);
      if (own && own !== fn) merge(out, placesReadIn(context, own, depth + 1));
      else if (statement) merge(out, [statement.place]);
      else if (callee.type === 'MemberExpression' && MEMBERS_OF_STORES.test(propertyName(callee) ?? ''))
        merge(out, present(storePlace(context, callee.object, node, fn)));
      else if (callee.type === 'Identifier') merge(out, namedStore(context, node, depth, placesReadIn));
    }
    if (node.type === 'TaggedTemplateExpression')
      merge(out, present(statementOf(context, node, fn)?.place ?? null));
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return;
    const parent = outermost(node).parent;
    if (parent?.type === 'AssignmentExpression' && parent.left === node) return;
    // The object of a member is read for that member.
    if (parent?.type === 'MemberExpression' && parent.object === node) return;
    if (parent?.type === 'CallExpression' && parent.callee === node && KEEPERS.has(memberName(node))) return;
    const getter = readGetter(context, node);
    if (getter && getter !== fn) merge(out, placesReadIn(context, getter, depth + 1));
    merge(out, present(placeOf(context, node, fn)));
  });
  return out;
}

/** What a function writes that outlives it. */
export function placesWrittenIn(context: FileContext, fn: FunctionNode, depth = 0): Place[] {
  if (depth > DEEPEST) return [];
  const { places: out, known } = remembered(writesMemo, fn, depth);
  if (known) return out;
  eachInside(fn, (node) => {
    if (node.type === 'AssignmentExpression' && !isTimerCall(node.right))
      merge(out, placesAssigned(context, node.left, fn));
    else if (node.type === 'CallExpression') merge(out, placesWrittenByCall(context, node, fn, depth + 1));
    else if (node.type === 'TaggedTemplateExpression') merge(out, placesWrittenByTag(context, node, fn));
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
