/** Whether an object that a value is read from is only read, wherever it gets to: nobody writes into it by another name. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { moduleName } from '../cached-client/helper.js';
import { writesIn } from '../places/writes.js';
import { importedNames } from '../source/import-names.js';
import { declaredNames, lastName, walk, withCasts } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isAssignment, referencesOf, symbolOf } from '../source/scope.js';
import { definitionOf } from './definition.js';
import { isImportedLate } from './late-imports.js';
import type { Reading } from './reading.js';

/** How many names and functions it is followed through. */
const DEPTH = 4;
/** Calls that read what they are given and change nothing. */
const READERS =
  /(^|\.)(stringify|keys|values|entries|freeze|isArray|String|Boolean|log|debug|info|warn|error|trace|structuredClone|cloneDeep|inspect|deepEqual)$/;
const LIST_CHANGES = /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/;
/** What a framework hands in is not the application's own configuration. */
const REQUESTS =
  /^(req|request|res|response|ctx|context|event|evt|session|socket|payload|body|user|row|record|doc|document)$/;

interface Search {
  reading: Reading;
  /** The member that is read in the end; undefined where it is worked out. */
  key: string | undefined;
  /** It gets to where it is not followed. */
  handedOn: boolean;
  seen: Set<ts.Node>;
}

/** A variable or an instance is known by `name` in its file, and by what other files import it as. */
export function isOnlyRead(
  reading: Reading,
  parsed: ParsedFile,
  name: ts.Identifier,
  key: string | undefined,
): boolean {
  const search: Search = { reading, key, handedOn: false, seen: new Set() };
  const places = [
    { parsed, names: referencesOf(parsed, name) },
    ...importersOf(reading, parsed, name).map(({ parsed: file, locals }) => ({
      parsed: file,
      names: locals.flatMap((local) => referencesOf(file, local)),
    })),
  ];
  if (places.length > 1 && isImportedLate(reading.context.inFile(parsed))) return false;
  const isRead = places.every((place) =>
    place.names.every((use) => isReadAt(search, place.parsed, use, DEPTH)),
  );
  return isRead && (!search.handedOn || !isWrittenByName(search, parsed, name.text));
}

/** The same of an object where it stands: `new Client()`. */
export function isOnlyReadFrom(
  reading: Reading,
  parsed: ParsedFile,
  made: ts.Node,
  key: string | undefined,
): boolean {
  const search: Search = { reading, key, handedOn: false, seen: new Set() };
  return isReadAt(search, parsed, made, DEPTH) && (!search.handedOn || !isWrittenByName(search, parsed, ''));
}

function importersOf(
  { context }: Reading,
  parsed: ParsedFile,
  name: ts.Identifier,
): { parsed: ParsedFile; locals: ts.Identifier[] }[] {
  const own = context.inFile(parsed);
  return own
    .filesElsewhere([name.text, moduleName(parsed.file)], /\bimport\b|\brequire\b/)
    .filter(({ file }) => !isTestFile(file))
    .flatMap((file) => {
      const locals = importedNames(file).flatMap((imported) =>
        context.moduleOf(file.file, imported.module)?.file === parsed.file || imported.name === name.text
          ? [imported.local]
          : [],
      );
      return locals.length > 0 ? [{ parsed: file, locals }] : [];
    });
}

/** Follows one use of the object, or of an object within it. */
function isReadAt(search: Search, parsed: ParsedFile, use: ts.Node, depth: number): boolean {
  if (search.seen.has(use)) return true;
  search.seen.add(use);
  let at = withCasts(use);
  for (let key: string | undefined; ;) {
    const { parent } = at;
    const isMember =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === at;
    if (!isMember) break;
    key = lastName(parent);
    // The value itself, which nobody can write into.
    if (key !== undefined && key === search.key) return true;
    at = withCasts(parent);
  }
  const { parent } = at;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    if (parent.expression === at) return !LIST_CHANGES.test(lastName(at) ?? '');
    return isReadBy(search, parsed, parent, at, depth);
  }
  if (ts.isVariableDeclaration(parent) && parent.initializer === at)
    return declaredNames(parent.name).every((alias) => isReadAs(search, parsed, alias, depth));
  if (isHandedOn(parent, at)) search.handedOn = true;
  return true;
}

/** By another name, in this file. */
function isReadAs(search: Search, parsed: ParsedFile, alias: ts.Identifier, depth: number): boolean {
  if (depth === 0) return false;
  const symbol = symbolOf(parsed, alias);
  const isWritten = writesIn(parsed).some(
    ({ root, path }) =>
      ts.isIdentifier(root) &&
      path.length > 0 &&
      symbolOf(parsed, root) === symbol &&
      (path.at(-1) === undefined || path.at(-1) === search.key || search.key === undefined),
  );
  return !isWritten && referencesOf(parsed, alias).every((use) => isReadAt(search, parsed, use, depth - 1));
}

function isReadBy(
  search: Search,
  parsed: ParsedFile,
  call: ts.CallExpression | ts.NewExpression,
  given: ts.Node,
  depth: number,
): boolean {
  const callee = call.expression.getText();
  if (READERS.test(callee)) return true;
  const index = call.arguments?.findIndex((one) => one === given) ?? -1;
  if (/(^|\.)(assign|merge|extend|defaultsDeep|set)$/.test(callee)) return index > 0;
  const definition = definitionOf(search.reading, parsed, call.expression);
  if (!definition) {
    search.handedOn ||= !isOfPackage(parsed, call.expression);
    return true;
  }
  const fn = ts.isClassLike(definition.node)
    ? definition.node.members.find(ts.isConstructorDeclaration)
    : definition.node;
  const parameter = fn && ts.isFunctionLike(fn) ? fn.parameters[index] : undefined;
  if (!parameter) return true;
  if (ts.isConstructorDeclaration(parameter.parent)) search.handedOn = true;
  return declaredNames(parameter.name).every((name) => isReadAs(search, definition.parsed, name, depth - 1));
}

function isOfPackage(parsed: ParsedFile, callee: ts.Node): boolean {
  let root = callee;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  const imported = importedNames(parsed).find(({ local }) => local.text === root.getText());
  return imported !== undefined && !imported.module.startsWith('.');
}

function isHandedOn(parent: ts.Node, at: ts.Node): boolean {
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isArrowFunction(parent) && parent.body === at) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === at) ||
    (ts.isBinaryExpression(parent) &&
      parent.right === at &&
      !/^(module\.)?exports\b/.test(parent.left.getText()))
  );
}

/** Some function of the project writes such a member into what it is given. */
function isWrittenByName({ reading, key }: Search, parsed: ParsedFile, name: string): boolean {
  const own = reading.context.inFile(parsed);
  const files = [parsed, ...own.filesElsewhere(key === undefined ? [name] : [key], /=/)];
  return files
    .filter(({ file }) => !isTestFile(file))
    .some((file) =>
      writesIn(file).some(({ root, path }) => {
        if (path.length === 0 || (key !== undefined && path.at(-1) !== key)) return false;
        return path.slice(0, -1).includes(name) || (ts.isIdentifier(root) && isGivenIn(file, root));
      }),
    );
}

function isGivenIn(parsed: ParsedFile, root: ts.Identifier): boolean {
  if (REQUESTS.test(root.text)) return false;
  const [declaration] = symbolOf(parsed, root)?.declarations ?? [];
  if (!declaration) return false;
  const list = declaration.parent.parent;
  return ts.isParameter(declaration) || (list !== undefined && ts.isForOfStatement(list));
}

/** A method of the object, or of its class, that writes to the member. */
export function isSetByMethod(holder: ts.Node, key: string | undefined): boolean {
  let found = false;
  walk(holder, (node) => {
    if (!ts.isBinaryExpression(node) || !isAssignment(node.operatorToken.kind)) return !found;
    const { left } = node;
    const isSelf = ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left);
    if (isSelf && left.expression.kind === ts.SyntaxKind.ThisKeyword)
      found ||= key === undefined || lastName(left) === undefined || lastName(left) === key;
    return !found;
  });
  return found || /\bObject\.assign\(\s*this\b/.test(holder.getText());
}
