/** From the token request up to the route that a person's password comes in by, through functions that only this route calls. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { importedNames } from '../../../source/import-names.js';
import { functionOf, nodeAt } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { identifiers, referencesOf } from '../../../source/scope.js';
import type { Files } from '../../files.js';
import type { Dialect, Route } from './dialect.js';

export interface LoginHandler {
  /** The file of the handler. */
  parsed: ParsedFile;
  route: Route;
  /** Functions between the handler and the request, the request's own first; nothing else calls them. */
  helpers: { parsed: ParsedFile; fn: ts.FunctionLikeDeclaration; name: string }[];
}

export function loginHandlerOf(
  site: RequestSite,
  files: Files,
  sources: readonly string[],
  dialect: Dialect,
): LoginHandler | string {
  let parsed = files(site.file);
  let node = parsed && nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  const helpers: LoginHandler['helpers'] = [];
  for (let depth = 0; parsed && node && depth < 5; depth += 1) {
    const fn: ts.Node = outermost(node, parsed, dialect);
    if (ts.isSourceFile(fn)) return 'The request is made when the file is loaded.';
    const declared = fn as ts.FunctionLikeDeclaration;
    const inPlace = dialect.routeOf(parsed, fn);
    if (inPlace) return { parsed, route: { ...inPlace, handler: declared }, helpers };
    const name = nameOf(declared);
    if (!name) return 'The function around the request has no name by which its callers could be found.';
    const uses = ts.isMethodDeclaration(declared)
      ? usesOfMethod(declared, name.text, files, sources)
      : usesOf(parsed, name, files, sources);
    if (uses.length !== 1)
      return `\`${name.text}\` is used in ${uses.length} places; one route alone must lead to the request.`;
    const [use] = uses as [Use];
    const registered = dialect.routeOf(use.parsed, use.node);
    if (registered) {
      if (use.parsed !== parsed) return `The route of \`${name.text}\` is in ${use.parsed.file}.`;
      return { parsed, route: { ...registered, handler: declared }, helpers };
    }
    if (!isCalled(use.node)) return `\`${name.text}\` is handed on in ${use.parsed.file}.`;
    helpers.push({ parsed, fn: declared, name: name.text });
    parsed = use.parsed;
    node = use.node;
  }
  return 'The way from a route to the request is too long.';
}

/** The function around a node that is a handler itself or has a name; callbacks within it are parts of it. */
function outermost(node: ts.Node, parsed: ParsedFile, dialect: Dialect): ts.Node {
  let fn = functionOf(node);
  while (!ts.isSourceFile(fn) && !nameOf(fn as ts.FunctionLikeDeclaration) && !dialect.routeOf(parsed, fn))
    fn = functionOf(fn);
  return fn;
}

function nameOf(fn: ts.FunctionLikeDeclaration): ts.Identifier | undefined {
  if (fn.name && ts.isIdentifier(fn.name) && (ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)))
    return fn.name;
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

interface Use {
  parsed: ParsedFile;
  node: ts.Identifier;
}

/** `login(…)`, `this.auth.login(…)`. */
function isCalled(name: ts.Identifier): boolean {
  const callee = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee;
}

/** Every place that may call a method: members of this name, those of what is known to be another class left out. */
function usesOfMethod(
  method: ts.MethodDeclaration,
  name: string,
  files: Files,
  sources: readonly string[],
): Use[] {
  const owner = ts.isClassDeclaration(method.parent) ? method.parent.name?.text : undefined;
  const uses: Use[] = [];
  for (const file of sources) {
    const parsed = files(file);
    if (!parsed?.text.includes(name)) continue;
    for (const node of identifiers(parsed, name)) {
      if (!ts.isPropertyAccessExpression(node.parent) || node.parent.name !== node) continue;
      const receiver = node.parent.expression;
      // A module's function of the same name.
      if (importedNames(parsed).some(({ local }) => local.text === receiver.getText())) continue;
      const type = typeOfMember(receiver);
      if (type === undefined || type === owner) uses.push({ parsed, node });
    }
  }
  return uses;
}

/** The class that the constructor wants for `this.auth`; undefined where it does not say. */
function typeOfMember(receiver: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(receiver) || receiver.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return undefined;
  let outer: ts.Node = receiver;
  while (!ts.isClassLike(outer) && !ts.isSourceFile(outer)) outer = outer.parent;
  if (!ts.isClassLike(outer)) return undefined;
  for (const member of outer.members) {
    const declared = ts.isConstructorDeclaration(member) ? member.parameters : [member];
    for (const one of declared)
      if (one.name?.getText() === receiver.name.text && 'type' in one && one.type) return one.type.getText();
  }
  return undefined;
}

/** Every place that uses a function by its name, in its file and in those that import it. */
function usesOf(parsed: ParsedFile, name: ts.Identifier, files: Files, sources: readonly string[]): Use[] {
  const own = referencesOf(parsed, name).filter((use) => !isExportOf(use));
  const uses = own.map((node): Use => ({ parsed, node }));
  const stem = /([^/]+?)(\/index)?\.[cm]?[jt]sx?$/.exec(parsed.file)?.[1] ?? parsed.file;
  for (const file of sources) {
    if (file === parsed.file) continue;
    const other = files(file);
    if (!other?.text.includes(name.text)) continue;
    for (const imported of importedNames(other)) {
      if (!imported.module.startsWith('.') || !imported.module.replace(/\.[jt]sx?$/, '').endsWith(stem))
        continue;
      if (imported.name === name.text)
        for (const node of referencesOf(other, imported.local)) uses.push({ parsed: other, node });
      // The whole module by one name: a member of it may be ours.
      if (imported.name === '*' || imported.name === 'default')
        for (const node of referencesOf(other, imported.local)) {
          const { parent } = node;
          if (ts.isPropertyAccessExpression(parent) && parent.name.text === name.text)
            uses.push({ parsed: other, node: parent.name as ts.Identifier });
          else if (imported.name === 'default' || ts.isCallExpression(parent))
            uses.push({ parsed: other, node });
        }
    }
  }
  return uses;
}

/** A mention that does nothing but export the name. */
export function isExportOf(use: ts.Identifier): boolean {
  let node: ts.Node = use.parent;
  if (ts.isExportSpecifier(node) || ts.isExportAssignment(node)) return true;
  while (
    ts.isShorthandPropertyAssignment(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isObjectLiteralExpression(node)
  )
    node = node.parent;
  return (
    ts.isBinaryExpression(node) &&
    node.right !== use.parent.parent.parent &&
    /^(module\.exports|exports)\b/.test(node.left.getText())
  );
}
