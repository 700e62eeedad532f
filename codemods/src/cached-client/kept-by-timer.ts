/**
 * Code that gets a token at times of its own and keeps it between them: an interval of 50 minutes for a token of 60, a job that fills a
 * variable. Reused, the token of one time could end long before the next.
 */
import { ts } from 'ts-morph';
import { declaredNames, lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isAssignment, isPropertyName, isWrite, referencesOf, symbolOf, within } from '../source/scope.js';
import { helperOf } from './helper.js';
import { usesOfHelper } from './recovery.js';
import type { SiteContext } from './site-context.js';

/** What runs a function again and again, or at a time that is asked for. */
const TIMERS =
  /^(setInterval|setTimeout|setIntervalAsync|schedule|scheduleJob|every|repeat|CronJob|Cron|cron|addCronJob)$/;
const SCHEDULED = /^(Cron|Interval|Timeout|Scheduled|Schedule)$/;
/** A promise's executor and a callback give to the caller. */
const ANSWER = /^(resolve|cb|callback|done)$/;
/** Functions that only write a value otherwise. */
const SAME = /(^|\.)(parse|stringify|String|from|assign|toString|resolve)$/;
/** Members that hold something else of an answer. */
const TOKENLESS = /(status|last\w*|count|error|data\.\w+|updatedAt)$/i;
/** Calls that put something somewhere: `storage.setItem`, `api.setAccessToken`. */
const KEEPING = /^(set\w*|put|store\w*|write(File)?(Sync)?|saveToken\w*)$/i;
/** Calls of an SDK that keeps what it is answered. */
const SIGNING_IN = /^(auth\w*|login|signIn)$/;
/** How many callers are looked at, one after the other. */
const DEPTH = 4;

export function isKeptByTimer(context: SiteContext, request: ts.Node): boolean {
  return isKept(context, context.parsed, request, false, DEPTH);
}

/** A call in another file is asked about for each helper of its name. */
const known = new WeakMap<ts.Node, Map<string, boolean>>();

/** `kept`: a function on the way from the request to here keeps the token already. */
function isKept(
  context: SiteContext,
  parsed: ParsedFile,
  use: ts.Node,
  kept: boolean,
  depth: number,
): boolean {
  const answers = known.get(use) ?? new Map<string, boolean>();
  known.set(use, answers);
  const key = `${kept} ${depth}`;
  const answer = answers.get(key) ?? isKeptAt(context, parsed, use, kept, depth);
  answers.set(key, answer);
  return answer;
}

function isKeptAt(
  context: SiteContext,
  parsed: ParsedFile,
  use: ts.Node,
  kept: boolean,
  depth: number,
): boolean {
  let keeping = kept;
  let handedOn = false;
  for (let fn = functionAround(use); fn; fn = functionAround(fn)) {
    const names = namesOfAnswer(fn, use);
    keeping ||= keeps(parsed, fn, use, names);
    handedOn ||= isReturned(fn, use, names);
    if (isTimed(parsed, fn)) return keeping;
  }
  const helper = depth > 0 && (keeping || handedOn) ? helperOf(parsed, use) : undefined;
  if (!helper) return false;
  const here = usesOfHelper(parsed, use).map((other) => ({ parsed, call: other.parent }));
  const all = [...here, ...context.callsElsewhere(helper, parsed.file)];
  return all.some(
    ({ parsed: file, call }) => !within(call, use) && isKept(context, file, call, keeping, depth - 1),
  );
}

/** Variables and parameters of the function that hold the answer of the call, or something of it. */
function namesOfAnswer(fn: ts.Node, use: ts.Node): Set<string> {
  const names = new Set<string>();
  for (let size = -1; size < names.size;) {
    size = names.size;
    walk(fn, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && holds(node.initializer, use, names))
        for (const { text } of declaredNames(node.name)) names.add(text);
      if (isAssigning(node) && ts.isIdentifier(node.left) && holds(node.right, use, names))
        names.add(node.left.text);
      // `request(…, (response) => …)`, `request(…).then((response) => …)`, `response.on('data', (chunk) => …)`
      if (ts.isCallExpression(node) && (node === use || holds(node.expression, use, names)))
        for (const given of node.arguments)
          if (ts.isArrowFunction(given) || ts.isFunctionExpression(given))
            for (const parameter of given.parameters)
              for (const { text } of declaredNames(parameter.name)) names.add(text);
    });
  }
  return names;
}

/** The answer itself or a part of it; what another function makes of a token is something else. */
function holds(node: ts.Node, use: ts.Node, names: ReadonlySet<string>): boolean {
  if (node === use) return true;
  if (ts.isFunctionLike(node)) return false;
  if (ts.isIdentifier(node)) return !isPropertyName(node) && names.has(node.text);
  const isForeign = ts.isCallExpression(node) && !SAME.test(node.expression.getText());
  if (isForeign) return holds(node.expression, use, names);
  return ts.forEachChild(node, (child) => holds(child, use, names) || undefined) ?? false;
}

function isAssigning(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind);
}

function isReturned(fn: ts.SignatureDeclaration, use: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isArrowFunction(fn) && !ts.isBlock(fn.body)) return holds(fn.body, use, names);
  let found = false;
  walk(fn, (node) => {
    if (ts.isReturnStatement(node) && node.expression) found ||= holds(node.expression, use, names);
    if (ts.isCallExpression(node) && ANSWER.test(node.expression.getText()))
      found ||= node.arguments.some((one) => holds(one, use, names));
    return !found;
  });
  return found;
}

function functionAround(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

/** Handed to a timer where it stands or by its name, or a method with the decorator of a schedule. */
function isTimed(parsed: ParsedFile, fn: ts.SignatureDeclaration): boolean {
  if (isHandedToTimer(fn)) return true;
  if (ts.canHaveDecorators(fn))
    for (const { expression } of ts.getDecorators(fn) ?? [])
      if (
        SCHEDULED.test(lastName(ts.isCallExpression(expression) ? expression.expression : expression) ?? '')
      )
        return true;
  const { parent } = fn;
  const name = fn.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  if (!name || !ts.isIdentifier(name)) return false;
  if (ts.isMethodDeclaration(fn)) return isMethodHandedOver(parsed, name.text);
  return referencesOf(parsed, name).some(isHandedToTimer);
}

/** `setInterval(refresh, …)`, `setInterval(() => …)`, `setInterval(this.refresh.bind(this), …)` */
function isHandedToTimer(node: ts.Node): boolean {
  const { parent } = node;
  if (!(ts.isCallExpression(parent) || ts.isNewExpression(parent)) || parent.expression === node) {
    const isBound =
      ts.isPropertyAccessExpression(parent) &&
      parent.name.text === 'bind' &&
      ts.isCallExpression(parent.parent);
    return isBound && isHandedToTimer(parent.parent);
  }
  return TIMERS.test(lastName(parent.expression) ?? '');
}

function isMethodHandedOver(parsed: ParsedFile, name: string): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) found ||= isHandedToTimer(node);
    return !found;
  });
  return found;
}

/** The function puts the token where others read it, or the time of its next turn comes from the answer. */
function keeps(
  parsed: ParsedFile,
  fn: ts.SignatureDeclaration,
  use: ts.Node,
  names: ReadonlySet<string>,
): boolean {
  let kept = false;
  walk(fn, (node) => {
    if (isAssigning(node) && holds(node.right, use, names)) kept ||= isKeptIn(parsed, fn, node);
    if (ts.isCallExpression(node)) {
      const name = lastName(node.expression) ?? '';
      if (node === use) kept ||= SIGNING_IN.test(name);
      else if (ts.isPropertyAccessExpression(node.expression) && KEEPING.test(name))
        kept ||= node.arguments.some((one) => holds(one, use, names));
      if (name === 'setTimeout') kept ||= /expires?/i.test(node.arguments[1]?.getText() ?? '');
    }
    return !kept;
  });
  return kept;
}

/** Something that is read outside of the function. */
function isKeptIn(parsed: ParsedFile, fn: ts.SignatureDeclaration, { left }: ts.BinaryExpression): boolean {
  let root: ts.Expression = left;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = root.expression;
  const [declaration] = ts.isIdentifier(root) ? (symbolOf(parsed, root)?.declarations ?? []) : [];
  if (declaration && within(declaration, fn)) return false;
  if (!ts.isIdentifier(left)) return !TOKENLESS.test(left.getText());
  if (!declaration) return true;
  const { name } = declaration as ts.VariableDeclaration;
  if (!name || !ts.isIdentifier(name)) return true;
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return isExported || referencesOf(parsed, name).some((other) => !within(other, fn) && !isWrite(other));
}
