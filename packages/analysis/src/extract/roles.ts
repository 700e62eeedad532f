/** What the receiver of a function does with it, by the catalog's role entries. */
import type { TSESTree } from '@typescript-eslint/types';
import { LIBRARIES } from '../catalog/index.js';
import type { RoleEntry } from '../catalog/library.js';
import type { CallbackRole } from '../facts.js';
import {
  calledName,
  initialValue,
  isFunction,
  memberPath,
  propertyName,
  textOf,
  unwrap,
  type Node,
} from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { importsModule, type FileContext } from './context.js';
import { homeFunction } from './guards.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

interface Indexed {
  entry: RoleEntry;
  modules: readonly string[];
}

const byCallee = new Map<string, Indexed[]>();
const byMember = new Map<string, Indexed[]>();
const byConstruct = new Map<string, Indexed[]>();
const byKey = new Map<string, Indexed[]>();
const keyForms: (Indexed & { form: RegExp })[] = [];

function put(map: Map<string, Indexed[]>, names: readonly string[] | undefined, indexed: Indexed): void {
  for (const name of names ?? []) map.set(name, [...(map.get(name) ?? []), indexed]);
}

for (const library of LIBRARIES) {
  for (const entry of library.roles ?? []) {
    const indexed: Indexed = { entry, modules: library.modules ?? [] };
    if (entry.key) put(byKey, entry.key, indexed);
    else if (entry.keyLike) keyForms.push({ ...indexed, form: entry.keyLike });
    else {
      put(byCallee, entry.callee, indexed);
      put(byMember, entry.member, indexed);
      put(byConstruct, entry.construct, indexed);
    }
  }
}

function span(node: Node): CallbackRole['span'] {
  return { start: node.range[0], end: node.range[1] };
}

function shortText(context: FileContext, node: Node): string {
  const text = textOf(context.tree, node).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The name that a library knows a renamed import by: `import remember from 'p-memoize'` is `pMemoize`. */
function importedName(context: FileContext, callee: Node): string | null {
  const variable = callee.type === 'Identifier' ? context.bindings.variableOf(callee) : undefined;
  const imported = variable ? importOf(variable) : null;
  if (!imported) return null;
  if (imported.name !== 'default' && imported.name !== '*') return imported.path.at(-1) ?? imported.name;
  const base = imported.module.split('/').at(-1) ?? '';
  return base.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The role of a function given as argument `index` of a call. */
export function argumentRole(context: FileContext, call: Call, index: number): CallbackRole {
  const callee = calledBy(call);
  const role = (entry: RoleEntry): CallbackRole => ({
    kind: entry.role,
    by: `${call.type === 'NewExpression' ? 'new ' : ''}${shortText(context, callee)}`,
    span: span(call),
  });
  const name = calledName(callee);
  if (name === null) return byRoute(context, call, index);
  const candidates =
    call.type === 'NewExpression'
      ? (byConstruct.get(name) ?? byConstruct.get(importedName(context, callee) ?? '') ?? [])
      : callee.type === 'Identifier'
        ? (byCallee.get(importedName(context, callee) ?? '') ?? byCallee.get(name) ?? [])
        : [...(byMember.get(name) ?? [])];
  for (const { entry, modules } of candidates) {
    if (entry.needsImport && !importsModule(context, modules)) continue;
    if (entry.positions && !entry.positions.includes(index)) continue;
    if (
      entry.receiver &&
      !(callee.type === 'MemberExpression' && entry.receiver.test(receiverName(context, callee)))
    )
      continue;
    if (entry.pipedFrom && !entry.pipedFrom.test(pipeSource(call))) continue;
    if (entry.firstText && !firstTextMatches(context, call, entry.firstText)) continue;
    if (entry.role === 'mount' && runsOnce(call) && isInRoot(context, call))
      return { ...role(entry), kind: 'once' };
    if (entry.role === 'http' && name === 'createServer' && endsProgram(context, call, index))
      return { ...role(entry), kind: 'once' };
    const every = entry.role === 'timer' ? periodOf(context, call) : null;
    return every === null ? role(entry) : { ...role(entry), every };
  }
  return { kind: 'unknown', by: shortText(context, callee), span: span(call) };
}

/** `memoize(fn)`, `cache.wrap(key, fn)`: answers from what an earlier call returned. */
export const isRemembered = (context: FileContext, call: TSESTree.CallExpression) =>
  call.arguments.some((_, index) => argumentRole(context, call, index).kind === 'memo');

/** `items.map(fn)`, `answer.then(fn)`, `Promise.all(items.map(fn))`: what the function answered, not the function. */
export function isAnswer(context: FileContext, call: TSESTree.CallExpression): boolean {
  return call.arguments.some((argument, index) => {
    const given = argument.type === 'SpreadElement' ? unwrap(argument.argument) : unwrap(argument);
    if (given.type === 'CallExpression') return isAnswer(context, given);
    if (argument.type === 'SpreadElement' || !isFunction(given)) return false;
    const { kind, by } = argumentRole(context, call, index);
    return (
      kind === 'iteration' ||
      kind === 'timer' ||
      kind === 'stream' ||
      (kind === 'inline' && /\.then$/.test(by))
    );
  });
}

/** `app[method](path, handler)` of a server or router, whatever the method is. */
function byRoute(context: FileContext, call: Call, index: number): CallbackRole {
  const callee = unwrap(call.callee);
  const isRouter =
    index > 0 &&
    callee.type === 'MemberExpression' &&
    callee.computed &&
    ROUTER.test(receiverName(context, callee));
  return { kind: isRouter ? 'http' : 'unknown', by: shortText(context, callee), span: span(call) };
}

const ROUTER = /(app|router|routes?|server|fastify|express|hono|koa|restify)$/i;

/** `[].forEach.call(list, fn)` is a call of `forEach`. */
function calledBy(call: Call): Node {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'call') return callee;
  const inner = unwrap(callee.object);
  return inner.type === 'MemberExpression' ? inner : callee;
}

/** The factory at the start of the `pipe` that an operator stands in: `interval` of `interval(1000).pipe(switchMap(…))`. */
function pipeSource(call: Call): string {
  const pipe = call.parent;
  if (
    pipe?.type !== 'CallExpression' ||
    pipe.callee.type !== 'MemberExpression' ||
    propertyName(pipe.callee) !== 'pipe'
  )
    return '';
  const source = unwrap(pipe.callee.object);
  const factory = source.type === 'CallExpression' ? unwrap(source.callee) : source;
  return factory.type === 'Identifier' ? factory.name : '';
}

/** A script's server for one callback of a sign-in: `createServer((req, res) => { …; process.exit(0); })`. */
function endsProgram(context: FileContext, call: Call, index: number): boolean {
  const handler = call.arguments[index];
  return (
    handler !== undefined && /\bprocess\.exit\(|\bserver\.close\(/.test(textOf(context.tree, handler as Node))
  );
}

/** `useEffect(fn, [])`: at the first render of each mount alone. */
function runsOnce(call: Call): boolean {
  const second = call.arguments[1];
  return second?.type === 'ArrayExpression' && second.elements.length === 0;
}

/** A provider of a context stands around what uses it: it keeps the token for all of them. */
function isInRoot(context: FileContext, call: Call): boolean {
  const component = homeFunction(call);
  const holder = component?.parent;
  const name =
    component?.type === 'FunctionDeclaration'
      ? component.id?.name
      : holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier'
        ? holder.id.name
        : undefined;
  if (name !== undefined && /Provider$/.test(name)) return true;
  return component !== null && /<\w+\.Provider\b/.test(textOf(context.tree, component));
}

/** The period of `setInterval(fn, 55 * 60 * 1000)` in milliseconds, where it is written down. */
function periodOf(context: FileContext, call: Call): number | null {
  const [, period] = call.arguments;
  if (!period || period.type === 'SpreadElement') return null;
  return numberOf(context, unwrap(period)) ?? (countsToExpiry(context, period) ? LIFETIME_MS : null);
}

/** What most tokens live. */
const LIFETIME_MS = 60 * 60 * 1000;

/** `setInterval(renew, answer.expires_in * 1000 - 10_000)`: the period is the token's own. */
function countsToExpiry(context: FileContext, period: Node): boolean {
  const node = unwrap(period);
  const written = node.type === 'Identifier' ? (initialValue(context.bindings, node) ?? node) : node;
  return /expir/i.test(`${textOf(context.tree, node)} ${textOf(context.tree, written)}`);
}

function numberOf(context: FileContext, node: Node): number | null {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null;
  if (node.type === 'Identifier') {
    const definition = context.bindings.variableOf(node)?.defs[0];
    const declared = definition?.type === 'Variable' ? definition.node : null;
    const init = declared?.id.type === 'Identifier' ? declared.init : null;
    return init && init.type !== 'Identifier' ? numberOf(context, unwrap(init)) : null;
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '*') return null;
  const left = numberOf(context, unwrap(node.left as Node));
  const right = numberOf(context, unwrap(node.right));
  return left === null || right === null ? null : left * right;
}

/** The last name of a receiver: `this.app` gives `app`, `express()` gives `express`. */
function receiverName(context: FileContext, callee: TSESTree.MemberExpression): string {
  const chain = memberPath(callee.object);
  if (chain) {
    const last = chain.path.at(-1);
    if (last)
      return chain.path.length > 1 || chain.root.type !== 'Identifier' ? last : `${chain.root.name}.${last}`;
    if (chain.root.type === 'Identifier') return chain.root.name;
    if (chain.root.type === 'CallExpression') {
      // router.route('/x').get(handler)
      const inner = unwrap(chain.root.callee);
      if (inner.type === 'MemberExpression')
        return propertyName(inner) === 'route' ? 'router' : receiverName(context, inner);
      return inner.type === 'Identifier' ? inner.name : '';
    }
  }
  return shortText(context, callee.object);
}

function firstTextMatches(context: FileContext, call: Call, pattern: RegExp): boolean {
  const [first] = call.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  const value = context.values.evaluate(first);
  if (value.kind === 'text') return pattern.test(value.text);
  if (value.kind === 'pieces') return typeof value.pieces[0] === 'string' && pattern.test(value.pieces[0]);
  if (first.type === 'MemberExpression') return pattern.test(lowerFirst(propertyName(first) ?? ''));
  return false;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The role of a function under a key of an object that is handed to somebody. */
export function keyRole(context: FileContext, key: string, call: Call | null, at: Node): CallbackRole | null {
  const name = call ? calledName(call.callee) : null;
  for (const { entry, modules } of [
    ...(byKey.get(key) ?? []),
    ...keyForms.filter(({ form }) => form.test(key)),
  ]) {
    if (entry.needsImport && !importsModule(context, modules)) continue;
    if (entry.callee && !(name && entry.callee.includes(name))) continue;
    if (entry.member && !(name && entry.member.includes(name))) continue;
    if (entry.construct && !(call?.type === 'NewExpression' && name && entry.construct.includes(name)))
      continue;
    const given = entry.given ? { given: entry.given } : {};
    return { kind: entry.role, by: key, span: span(at), ...given };
  }
  return null;
}
