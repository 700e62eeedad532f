/** The third form for functions: `api.post(url, body)` becomes `cachedCall(api.post, api)(url, body)`. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { lastName, functionOf, isAsync, walk, withCasts } from '../source/nodes.js';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf, symbolOf } from '../source/scope.js';
import type { Transport } from './clients.js';
import { isPlainChain } from './plain-chain.js';
import { TRANSPORTS, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';

/** Frameworks whose base classes have a method for HTTP requests, in which the object made for each call has no say. */
const FRAMEWORK_METHODS: Record<string, RegExp> = { hof: /^_?request$/ };

export function wrapFunction(
  { parsed, names }: SiteContext,
  site: RequestSite,
  call: ts.CallExpression,
  transport: Transport,
): SiteRewrite | ReasonCode {
  const { expression: callee } = call;
  const member = lastName(callee);
  if (member === undefined || call.questionDotToken) return 'shape-not-modelled';
  if (
    ts.isPropertyAccessExpression(callee) &&
    transport.members.length > 0 &&
    !transport.members.includes(member)
  )
    return 'shape-not-modelled';
  // jQuery calls functions of its settings, and one in place of data without an error before it: they say no key.
  if (site.client === 'jquery' && holdsFunction(call)) return 'shape-not-modelled';
  const isObservable = transport.name === 'cachedObservable';
  if (!isObservable && !isAwaited(parsed, call) && !takesCallback(call)) return 'shape-not-modelled';
  const receiver = receiverOf(callee);
  if (receiver === null) return 'shape-not-modelled';
  const local = names.localFor(TRANSPORTS, transport.name);
  const wrapped = [onOneLine(callee), receiver, receiver && identityOf(parsed, callee, member)];
  return {
    edits: [
      { start: callee.getStart(), end: callee.end, text: `${local}(${wrapped.filter(Boolean).join(', ')})` },
    ],
    kept: [{ start: callee.getStart(), end: callee.end }],
    imports: [{ module: TRANSPORTS, name: transport.name }],
    form: 'transport',
  };
}

function holdsFunction(call: ts.CallExpression): boolean {
  let holds = false;
  for (const argument of call.arguments)
    walk(argument, (node) => {
      if (ts.isFunctionLike(node)) holds = true;
      return !holds;
    });
  return holds;
}

/** The text of what the function is called on; '' for a plain function, null for what must not be evaluated twice. */
function receiverOf(callee: ts.Expression): string | null {
  if (ts.isIdentifier(callee)) return '';
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken) return null;
  if (callee.expression.kind === ts.SyntaxKind.SuperKeyword) return 'this';
  return isPath(callee.expression) ? onOneLine(callee.expression) : null;
}

/** A path that was broken before a dot; one with a comment in it stays as it is. */
function onOneLine(path: ts.Expression): string {
  const text = path.getText();
  return /\/[/*]/.test(text) ? text : text.replace(/\s+/g, '');
}

function isPath(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  return ts.isPropertyAccessExpression(node) && !node.questionDotToken && isPath(node.expression);
}

/** What stands for an object that is made anew for each call: its class, where nothing else decides what it sends. */
function identityOf(parsed: ParsedFile, callee: ts.Expression, member: string): string {
  const { expression: receiver } = callee as ts.PropertyAccessExpression;
  const isFrameworks = importedNames(parsed).some(({ module }) => FRAMEWORK_METHODS[module]?.test(member));
  if (receiver.kind === ts.SyntaxKind.ThisKeyword) return isFrameworks ? 'this.constructor' : '';
  if (!ts.isIdentifier(receiver)) return '';
  const [declaration, ...others] = symbolOf(parsed, receiver)?.declarations ?? [];
  if (!declaration || others.length > 0 || !ts.isVariableDeclaration(declaration)) return '';
  const { initializer } = declaration;
  const isLocal = functionOf(declaration) === functionOf(callee) && !ts.isSourceFile(functionOf(callee));
  if (!isLocal || !initializer || !ts.isNewExpression(initializer)) return '';
  const isPlain = (initializer.arguments ?? []).length === 0 && isFrameworks;
  return isPlain && ts.isIdentifier(initializer.expression) ? initializer.expression.text : '';
}

/** A function of which nothing is known must be seen to return a promise. */
function isAwaited(parsed: ParsedFile, call: ts.CallExpression): boolean {
  const node = withCasts(call);
  const { parent } = node;
  if (ts.isAwaitExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return isPlainChain(node);
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) {
    const fn = functionOf(call);
    return isAsync(fn) || (!ts.isSourceFile(fn) && /^Promise</.test(fn.type?.getText() ?? ''));
  }
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  // `const response = request(options)`, and later `await response`; `await ask()` calls what the function returned.
  const { name } = parent;
  const uses = referencesOf(parsed, name).filter((use) => use !== name);
  return uses.length > 0 && uses.every((use) => isAwaitedUse(withCasts(use)));
}

function isAwaitedUse(use: ts.Node): boolean {
  const { parent } = use;
  return ts.isAwaitExpression(parent) || (ts.isPropertyAccessExpression(parent) && isPlainChain(use));
}

/** A callback as the last argument, and nothing that is made of the call's value. */
export function takesCallback(call: ts.CallExpression): boolean {
  const last = call.arguments.at(-1);
  const isCallback =
    last !== undefined &&
    (ts.isArrowFunction(last) ||
      ts.isFunctionExpression(last) ||
      (ts.isIdentifier(last) && /^(cb|callback|done|next)$/.test(last.text)));
  if (!isCallback) return false;
  const { parent } = call;
  if (ts.isExpressionStatement(parent)) return true;
  const executor = functionOf(call);
  const isReturned = ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === call);
  return (
    isReturned &&
    ts.isNewExpression(executor.parent) &&
    executor.parent.expression.getText() === 'Promise' &&
    executor.parent.arguments?.[0] === executor
  );
}
