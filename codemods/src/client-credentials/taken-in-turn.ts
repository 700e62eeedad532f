/** Accounts that are another at each request though no caller gives them: taken from a pool, counted through, or of the request's context. */
import { ts } from 'ts-morph';
import { lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { identifiers, isPropertyName, isWrite, referencesOf, symbolOf } from '../source/scope.js';
import { moduleName } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { importedNames } from '../source/import-names.js';

/** Calls that give another one each time, and those that read an AsyncLocalStorage. */
const TAKING =
  /^(shift|pop|splice|getStore|(next|pick|choose|rotate|take|lease|acquire|borrow|checkout|random|sample)([A-Z_]\w*)?)$/;
/** What a worker or a child process was started with: there may be others beside it. */
const OF_THE_WORKER = /^(workerData|argv)$/;
/** How many names and functions of the file are followed. */
const DEPTH = 4;

export function isTakenInTurn(
  context: Pick<SiteContext, 'filesElsewhere'>,
  parsed: ParsedFile,
  value: ts.Node,
  depth = DEPTH,
  seen = new Set<ts.Node>(),
): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  let found = false;
  walk(value, (node) => {
    if (found || (node !== value && ts.isFunctionLike(node) && !ts.isGetAccessor(node))) return false;
    if (ts.isCallExpression(node) && TAKING.test(lastName(node.expression) ?? '')) found = true;
    if (ts.isIdentifier(node) && OF_THE_WORKER.test(node.text)) found = true;
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
      found ||= isFilledFromOutside(parsed, node);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) found ||= isCounting(node);
    if (ts.isIdentifier(node) && !isPropertyName(node) && depth > 0)
      found ||=
        isReplaced(parsed, node) ||
        madeBy(parsed, node).some((source) => isTakenInTurn(context, parsed, source, depth - 1, seen)) ||
        calledElsewhere(context, parsed, node).some(([other, body]) =>
          isTakenInTurn(context, other, body, depth - 1, seen),
        );
    return !found;
  });
  return found;
}

/** A field that its class leaves to others, who may fill it otherwise in each instance. */
function isFilledFromOutside(parsed: ParsedFile, { expression, name }: ts.PropertyAccessExpression): boolean {
  const holder = ts.findAncestor(
    expression,
    (node) => ts.isClassLike(node) || ts.isObjectLiteralExpression(node),
  );
  if (holder && ts.isObjectLiteralExpression(holder)) return isOneOfSeveral(parsed, holder, name.text);
  const cls = holder as ts.ClassLikeDeclaration | undefined;
  if (!cls) return false;
  const text = cls.getText();
  if (/\bObject\.assign\(\s*this\b/.test(text)) return true;
  // A base class, or a container that injects it, is not seen.
  if (cls.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)) return false;
  const member = cls.members.find((one) => one.name?.getText() === name.text);
  const isFilled =
    member && (!ts.isPropertyDeclaration(member) || member.initializer || /@/.test(member.getText()));
  if (isFilled && !(ts.isPropertyDeclaration(member) && member.initializer && isEmpty(member.initializer)))
    return false;
  const made = cls.members.find(ts.isConstructorDeclaration);
  if (made?.parameters.some((parameter) => parameter.name.getText() === name.text)) return false;
  return !new RegExp(`\\bthis\\.${name.text.replace('$', '\\$')}\\s*(\\?\\?|\\|\\|)?=[^=]`).test(text);
}

/** An object whose member comes with a spread, or that others are made of. */
function isOneOfSeveral(parsed: ParsedFile, object: ts.ObjectLiteralExpression, member: string): boolean {
  if (!object.properties.some((property) => property.name?.getText() === member)) return true;
  const { parent } = object;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  return referencesOf(parsed, parent.name).some(
    ({ parent: use }) =>
      ts.isSpreadAssignment(use) ||
      (ts.isCallExpression(use) && /^Object\.(create|assign)$/.test(use.expression.getText())),
  );
}

function isCounting({ operator }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** A variable that holds one thing and then another; one that is filled late holds one. */
function isReplaced(parsed: ParsedFile, name: ts.Identifier): boolean {
  const declaration = variableOf(parsed, name);
  if (!declaration) return false;
  const { initializer } = declaration;
  const values = initializer && !isEmpty(initializer) ? [initializer.getText()] : [];
  for (const reference of referencesOf(parsed, declaration.name)) {
    if (!isWrite(reference)) continue;
    const { parent } = reference;
    const isPlain =
      ts.isBinaryExpression(parent) &&
      parent.left === reference &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    if (!isPlain || !isEmpty(parent.right)) values.push(isPlain ? parent.right.getText() : 'counted');
  }
  return new Set(values).size > 1 || values.includes('counted');
}

/** Where a name gets its value from, in this file: an initializer, or the body of a function that is called. */
function madeBy(parsed: ParsedFile, name: ts.Identifier): ts.Node[] {
  const [declaration] = symbolOf(parsed, name)?.declarations ?? [];
  const isCalled = ts.isCallExpression(name.parent) && name.parent.expression === name;
  if (declaration && ts.isFunctionDeclaration(declaration))
    return isCalled && declaration.body ? [declaration.body] : [];
  let outer: ts.Node | undefined = declaration;
  while (
    outer &&
    (ts.isBindingElement(outer) || ts.isObjectBindingPattern(outer) || ts.isArrayBindingPattern(outer))
  )
    outer = outer.parent;
  const made = outer && ts.isVariableDeclaration(outer) ? outer.initializer : undefined;
  if (!made) return [];
  if (ts.isArrowFunction(made) || ts.isFunctionExpression(made)) return isCalled ? [made.body] : [];
  return [made];
}

/** The bodies of an imported function that is called, in the files that its module may be. */
function calledElsewhere(
  { filesElsewhere }: Pick<SiteContext, 'filesElsewhere'>,
  parsed: ParsedFile,
  name: ts.Identifier,
): [ParsedFile, ts.Node][] {
  if (!ts.isCallExpression(name.parent) || name.parent.expression !== name) return [];
  const imported = importedNames(parsed).find(({ local }) => local.text === name.text);
  if (!imported?.module.startsWith('.')) return [];
  return filesElsewhere([imported.name], /\bfunction\b|=>/)
    .filter(({ file }) => moduleName(file) === moduleName(imported.module))
    .flatMap((other) =>
      identifiers(other, imported.name).flatMap(({ parent }): [ParsedFile, ts.Node][] => {
        if (ts.isFunctionDeclaration(parent) && parent.body) return [[other, parent.body]];
        const made = ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
        return made && (ts.isArrowFunction(made) || ts.isFunctionExpression(made))
          ? [[other, made.body]]
          : [];
      }),
    );
}

function variableOf(
  parsed: ParsedFile,
  name: ts.Identifier,
): (ts.VariableDeclaration & { name: ts.Identifier }) | undefined {
  const declarations = symbolOf(parsed, name)?.declarations ?? [];
  return declarations.find(
    (one): one is ts.VariableDeclaration & { name: ts.Identifier } =>
      ts.isVariableDeclaration(one) && ts.isIdentifier(one.name),
  );
}

function isEmpty(value: ts.Expression): boolean {
  return value.kind === ts.SyntaxKind.NullKeyword || /^(undefined|''|""|\{\}|void 0)$/.test(value.getText());
}
