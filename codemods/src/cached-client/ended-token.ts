/** Code that ends its token itself, at the provider: kept, the token would be handed out again when it is dead. */
import { ts } from 'ts-morph';
import { declaredNames, lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf, symbolOf } from '../source/scope.js';
import { helperOf } from './helper.js';
import { usesOfHelper } from './recovery.js';
import type { SiteContext } from './site-context.js';

/** RFC 7009, RP-initiated logout, and what vendors call it. */
const ENDING = /revo(ke|cation)(?!ObjectURL)|log_?-?out|sign_?-?out|log_?off|end_?-?session/i;
/** An administrator's request ends the sessions of somebody else. */
const OF_ANOTHER = /\b(users?|accounts?|members?)\//i;
/** How often the result is handed to a function of the file, or returned to one. */
const DEPTH = 3;

/** Whether the token of this call is revoked, or its session ended, in this file or by a caller in another. */
export function isEndedByCode(context: SiteContext, call: ts.Node): boolean {
  if (isEndedAt(context.parsed, call)) return true;
  const helper = helperOf(context.parsed, call);
  return helper !== undefined && context.endsElsewhere(helper);
}

/** Whether what a call gives, or the call whose callee this is, is returned. */
export function isReturnedAt(parsed: ParsedFile, call: ts.Node): boolean {
  return followed(parsed, callOf(call), DEPTH, new Set()) === 'returned';
}

/** The same in one file: what comes of the call, or of what it is returned as, goes into a call that ends it. */
export function isEndedAt(parsed: ParsedFile, call: ts.Node, depth = DEPTH): boolean {
  if (!ENDING.test(parsed.text)) return false;
  const way = followed(parsed, callOf(call), depth, new Set());
  if (way !== 'returned' || depth === 0) return way === 'ended';
  return usesOfHelper(parsed, call).some((use) => isEndedAt(parsed, use, depth - 1));
}

function callOf(node: ts.Node): ts.Node {
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.expression === node ? parent : node;
}

type Way = 'ended' | 'returned' | null;

/** Where a value goes: outwards through the expression that it stands in, and through the names that it is given. */
function followed(parsed: ParsedFile, value: ts.Node, depth: number, seen: Set<ts.Node>): Way {
  let returned = false;
  for (let node = value; ; node = node.parent) {
    const { parent } = node;
    if (ts.isCallExpression(parent) && isEnding(parent)) return 'ended';
    const names = namesGiven(parsed, node, depth).filter((name) => !seen.has(name));
    for (const name of names) {
      seen.add(name);
      const ways = usesOf(parsed, name).map((use) => followed(parsed, use, depth, seen));
      if (ways.includes('ended')) return 'ended';
      returned ||= ways.includes('returned');
    }
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) returned = true;
    const ends = ts.isStatement(parent) || ts.isFunctionLike(parent) || ts.isVariableDeclaration(parent);
    if (ends || ts.isSourceFile(parent)) return returned ? 'returned' : null;
  }
}

function isEnding(call: ts.CallExpression): boolean {
  if (ENDING.test(lastName(call.expression) ?? '') || isSentForRevocation(call)) return true;
  const given = call.arguments.filter((argument) => !ts.isFunctionLike(argument));
  return given.map((one) => one.getText()).some((text) => ENDING.test(text) && !OF_ANOTHER.test(text));
}

/** `post(endpoints.end, { token })`, RFC 7009 section 2.1, where the file knows an address for it by whatever name. */
function isSentForRevocation(call: ts.CallExpression): boolean {
  const parameters = call.arguments.filter(ts.isObjectLiteralExpression);
  return (
    parameters.some(({ properties }) => properties.some(({ name }) => name?.getText() === 'token')) &&
    /['"`/]revo(ke|cation)\b/i.test(call.getSourceFile().text)
  );
}

/** The variables, parameters and members that this expression is put into by what stands around it. */
function namesGiven(parsed: ParsedFile, node: ts.Node, depth: number): ts.Node[] {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) return declaredNames(parent.name);
  if (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  )
    return targetsOf(parsed, parent.left);
  if (!ts.isCallExpression(parent)) return [];
  const index = parent.arguments.indexOf(node as ts.Expression);
  // `.then((token) => …)`: what is called on the value hands it to its callback.
  const callback = index < 0 ? parent.arguments.find(ts.isFunctionLike) : undefined;
  if (callback && ts.isFunctionLike(callback))
    return callback.parameters.slice(0, 1).flatMap(({ name }) => declaredNames(name));
  const parameter = index >= 0 && depth > 0 ? parameterOf(parsed, parent, index) : undefined;
  return parameter ? declaredNames(parameter.name) : [];
}

/** `token = …`, `this.token = …`, `http.defaults.headers.Authorization = …`: there `http` carries it from then on. */
function targetsOf(parsed: ParsedFile, left: ts.Expression): ts.Node[] {
  let root = left;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = root.expression;
  if (ts.isPropertyAccessExpression(left) && root.kind === ts.SyntaxKind.ThisKeyword) return [left];
  const declaration = ts.isIdentifier(root) ? symbolOf(parsed, root)?.declarations?.[0] : undefined;
  const name = declaration && ts.isVariableDeclaration(declaration) ? declaration.name : undefined;
  return name && ts.isIdentifier(name) ? [name] : [];
}

function parameterOf(
  parsed: ParsedFile,
  { expression: callee }: ts.CallExpression,
  index: number,
): ts.ParameterDeclaration | undefined {
  if (!ts.isIdentifier(callee)) return undefined;
  const [declaration] = symbolOf(parsed, callee)?.declarations ?? [];
  const fn =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? declaration.initializer
      : declaration;
  return fn && ts.isFunctionLike(fn) ? fn.parameters[index] : undefined;
}

/** Where a name is used; of `this.token` every member of that name. */
function usesOf(parsed: ParsedFile, name: ts.Node): ts.Node[] {
  if (ts.isIdentifier(name) && !isPropertyName(name)) return referencesOf(parsed, name);
  const member = lastName(name);
  const found: ts.Node[] = [];
  walk(parsed.tree, (node) => {
    if (node !== name && ts.isPropertyAccessExpression(node) && node.name.text === member) found.push(node);
  });
  return found;
}
