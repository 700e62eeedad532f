/** From the token request up to the route that a person's password comes in by, through functions that only this route calls. */
import { ts } from 'ts-morph';
import type { Project, RequestSite } from '@grant-migrate/analysis';
import { importedNames } from '../../../source/import-names.js';
import { functionOf, nodeAt } from '../../../source/nodes.js';
import { parseFile, type ParsedFile } from '../../../source/parsed-file.js';
import { referencesOf } from '../../../source/scope.js';
import type { Dialect, Route } from './dialect.js';

export interface LoginHandler {
  /** The file of the handler. */
  parsed: ParsedFile;
  route: Route;
  /** Functions between the handler and the request, the request's own first; nothing else calls them. */
  helpers: { parsed: ParsedFile; fn: ts.FunctionLikeDeclaration; name: string }[];
}

export type Files = (file: string) => ParsedFile | undefined;

/** Parses each file once. */
export function filesIn(project: Project): Files {
  const parsed = new Map<string, ParsedFile | undefined>();
  return (file) => {
    if (!parsed.has(file)) {
      const text = project.read(file);
      parsed.set(file, typeof text === 'string' ? parseFile(file, text) : undefined);
    }
    return parsed.get(file);
  };
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
    const uses = usesOf(parsed, name, files, sources);
    if (uses.length !== 1)
      return `\`${name.text}\` is used in ${uses.length} places; one route alone must lead to the request.`;
    const [use] = uses as [Use];
    const registered = dialect.routeOf(use.parsed, use.node);
    if (registered) {
      if (use.parsed !== parsed) return `The route of \`${name.text}\` is in ${use.parsed.file}.`;
      return { parsed, route: { ...registered, handler: declared }, helpers };
    }
    if (!ts.isCallExpression(use.node.parent) || use.node.parent.expression !== use.node)
      return `\`${name.text}\` is handed on in ${use.parsed.file}.`;
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
  if (fn.name && ts.isIdentifier(fn.name) && ts.isFunctionDeclaration(fn)) return fn.name;
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

interface Use {
  parsed: ParsedFile;
  node: ts.Identifier;
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
