/**
 * What happens once a person is signed in, in the function itself and in those that call it. A redirect ends all of it: the page
 * starts anew with a token. So it may go when it is what a start does, too (state, navigation, storage), and not when it is work
 * of its own.
 */
import { ts } from 'ts-morph';
import { functionOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { lineOf } from '../../../source/lines.js';
import { keeperOf, type Keeper } from './keepers.js';
import { mayBeMember } from './members.js';
import type { SignInFunction } from './sign-in-function.js';
import type { Sources } from './sources.js';

export interface Continuation {
  /** Everything that runs behind the request and will not any more. */
  nodes: { parsed: ParsedFile; node: ts.Node }[];
  /** The calls that lead to it. */
  callers: { parsed: ParsedFile; call: ts.CallExpression }[];
  /** Functions that keep the token for it. */
  keepers: Keeper[];
  followsKeepers: boolean;
  /** The first thing that is not understood, in words; null when all of it is. */
  unknown: string | null;
}

/** How far callers of callers are followed. */
const DEPTH = 3;

/**
 * `kept`: what stays of the request, because it is done when it fails. `followsKeepers`: whoever asks rewires web storage, so
 * that functions which write there are looked into.
 */
export function continuationOf(
  sources: Sources,
  signIn: SignInFunction,
  request: ts.Node,
  kept: readonly ts.Node[],
  followsKeepers = false,
): Continuation {
  const result: Continuation = { nodes: [], callers: [], keepers: [], followsKeepers, unknown: null };
  const own = isExpression(signIn.replaced) ? [signIn.replaced] : signIn.replaced;
  for (const node of own) result.nodes.push({ parsed: signIn.parsed, node });
  result.unknown = firstUnknown(
    sources,
    result,
    signIn.parsed,
    own,
    (node) => node === request || kept.includes(node),
  );
  if (signIn.name !== null) follow(sources, signIn.name, signIn.fn, result, DEPTH, new Set());
  for (const keeper of result.keepers) result.unknown ??= calledElsewhere(sources, keeper, result);
  return result;
}

/** A function that keeps the token for something else, too: that would go on. */
function calledElsewhere(sources: Sources, keeper: Keeper, { nodes }: Continuation): string | null {
  const isBehind = (parsed: ParsedFile, node: ts.Node): boolean =>
    nodes.some((one) => one.parsed === parsed && one.node.pos <= node.pos && node.end <= one.node.end);
  let other: string | null = null;
  for (const parsed of sources.matching(new RegExp(`\\b${keeper.name}\\b`)))
    walk(parsed.tree, (node) => {
      if (!ts.isIdentifier(node) || node.text !== keeper.name || isDeclared(node, keeper.fn)) return;
      if (mayBeMember(sources, parsed, node, keeper.fn) && !isBehind(parsed, node))
        other ??= place(parsed, node, `uses ${keeper.name}, too`);
    });
  return other;
}

function follow(
  sources: Sources,
  name: string,
  fn: ts.Node,
  result: Continuation,
  depth: number,
  seen: Set<string>,
): void {
  if (seen.has(name)) return;
  seen.add(name);
  for (const parsed of sources.matching(new RegExp(`\\b${name}\\b`)))
    walk(parsed.tree, (node) => {
      if (!ts.isIdentifier(node) || node.text !== name || isDeclared(node, fn)) return;
      if (!mayBeMember(sources, parsed, node, fn)) return;
      const call = calledBy(node);
      if (!call) {
        if (!isPassedOn(node)) result.unknown ??= place(parsed, node, `hands ${name} on as a value`);
        return;
      }
      result.callers.push({ parsed, call });
      const caller = functionOf(call);
      const behind = behindCall(call);
      for (const one of behind) result.nodes.push({ parsed, node: one });
      result.unknown ??= firstUnknown(sources, result, parsed, behind, (inner) => inner === call);
      const callerName = ts.isSourceFile(caller) ? undefined : nameIn(caller);
      if (!callerName) return;
      if (depth > 0) follow(sources, callerName, caller, result, depth - 1, seen);
      else result.unknown ??= place(parsed, node, `calls ${name} at the end of a longer way`);
    });
}

/** Its own declaration, imports and exports of it, and members of types. */
export function isDeclared(name: ts.Identifier, fn: ts.Node): boolean {
  const { parent } = name;
  if (parent === fn) return true;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.name === name)
    return true;
  if (ts.isPropertyAssignment(parent) && parent.name === name) return ts.isFunctionLike(parent.initializer);
  return (
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isJsxAttribute(parent)
  );
}

export function calledBy(name: ts.Identifier): ts.CallExpression | undefined {
  const callee =
    ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : (name as ts.Node);
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee
    ? callee.parent
    : undefined;
}

/** `{ login }`, `login: login`, `onSubmit={login}`: whoever has it calls it by a name that is looked for, or is an event. */
function isPassedOn(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.name.getText() === name.text;
  if (ts.isJsxExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return ts.isJsxExpression(parent.parent);
  if (ts.isArrayLiteralExpression(parent)) return true; // dependencies of a hook
  return isHandlerArgument(name);
}

function isHandlerArgument(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    ts.isCallExpression(parent) &&
    parent.expression !== name &&
    /(^|\.)(addEventListener|on|handleSubmit|submit)$/.test(parent.expression.getText())
  );
}

/** The statement of the call and those below it in its block; the rest of a promise chain stands in that statement. */
function behindCall(call: ts.CallExpression): ts.Node[] {
  let node: ts.Node = call;
  while (!ts.isBlock(node.parent) && !ts.isSourceFile(node.parent)) {
    if (ts.isArrowFunction(node.parent) && node.parent.body === node) return [node];
    node = node.parent;
  }
  const { statements } = node.parent as ts.Block;
  return statements.slice(statements.indexOf(node as ts.Statement));
}

function nameIn(fn: ts.Node): string | undefined {
  const named = fn as { name?: ts.Node };
  if (named.name && ts.isIdentifier(named.name)) return named.name.text;
  const { parent } = fn;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && ts.isIdentifier(parent.name))
    return parent.name.text;
  return undefined;
}

/** Calls that a start of the page does as well, or that only shape a value. By the last word of what is called. */
const UNDERSTOOD = new RegExp(
  `^(${[
    'set([A-Z]\\w*)?|on[A-Z]\\w*|\\$?emit|commit|preventDefault|stopPropagation|reset|focus|close|hide',
    'json|text|clone|then|catch|finally|pipe|subscribe|unsubscribe|next|complete|tap|map|catchError|throwError|of|from|lastValueFrom|firstValueFrom|toPromise',
    'finalize|takeUntil\\w*|take|first|share|shareReplay|timeout|markForCheck|detectChanges',
    'navigate|navigateByUrl|push|replace|assign|reload|go|back|redirect',
    'setItem|getItem|removeItem|getElementById|querySelector',
    'alert|toast|success|error|info|warn|log|debug|notify|showMessage',
    'parse|stringify|Number|String|Boolean|parseInt|now|getTime|includes|get|trim|jwtDecode|jwt_decode|decode|has|test|toString',
    'reject|resolve|isAxiosError|append',
  ].join('|')})$`,
);

/** `show()`, when a start of the page calls it in the same way: at the top of a module, or when a component is mounted. */
function isDoneAtStart(parsed: ParsedFile, call: ts.CallExpression): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (found || node === call) return false;
    if (ts.isCallExpression(node) && node.getText() === call.getText() && runsAtStart(node)) found = true;
    return !found;
  });
  return found;
}

function runsAtStart(node: ts.Node): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (!ts.isFunctionLike(outer)) continue;
    const registered = outer.parent;
    return (
      ts.isCallExpression(registered) &&
      /(^|\.)(useEffect|useLayoutEffect|onMounted|onBeforeMount)$/.test(registered.expression.getText())
    );
  }
  return true;
}

function firstUnknown(
  sources: Sources,
  result: Continuation,
  parsed: ParsedFile,
  nodes: readonly ts.Node[],
  isLeftOut: (node: ts.Node) => boolean,
): string | null {
  let unknown: string | null = null;
  for (const node of nodes)
    walk(node, (inner) => {
      if (unknown !== null || isLeftOut(inner)) return false;
      if (!ts.isCallExpression(inner)) return true;
      const keeper = result.followsKeepers ? keeperOf(sources, parsed, inner) : undefined;
      if (keeper) unknown = unknownIn(sources, result, keeper, { parsed, call: inner });
      else if (!isUnderstood(inner) && !isDoneAtStart(parsed, inner))
        unknown = place(parsed, inner, `calls ${shortened(inner.expression.getText())}`);
      return unknown === null;
    });
  return unknown;
}

/** What the function does is a part of what follows; it is looked at once. */
function unknownIn(
  sources: Sources,
  result: Continuation,
  keeper: Omit<Keeper, 'calls'>,
  call: Keeper['calls'][number],
): string | null {
  const known = result.keepers.find(({ fn }) => fn === keeper.fn);
  if (known) {
    known.calls.push(call);
    return null;
  }
  result.keepers.push({ ...keeper, calls: [call] });
  result.nodes.push({ parsed: keeper.parsed, node: keeper.fn.body });
  return firstUnknown(sources, result, keeper.parsed, [keeper.fn.body], () => false);
}

function isUnderstood(call: ts.CallExpression): boolean {
  const { expression } = call;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (name === 'dispatch') {
    const [action] = call.arguments;
    return (
      !!action &&
      (ts.isObjectLiteralExpression(action) || (ts.isCallExpression(action) && isUnderstood(action)))
    );
  }
  // Actions of a store that only say what happened.
  return UNDERSTOOD.test(name) || /^\w+(Success|Succeeded|Fulfilled)$/.test(name);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

function place(parsed: ParsedFile, node: ts.Node, what: string): string {
  return `${parsed.file}:${lineOf(parsed.text, node.getStart())} ${what}`;
}

function isExpression(node: SignInFunction['replaced']): node is ts.Expression {
  return 'kind' in node;
}
