/**
 * The places that a value is read from each time it is asked for: `process.env.SVC_USER`, `config.user`, a variable that is
 * written to. What is read once, when the module is loaded, stays what it was and is none.
 */
import { ts } from 'ts-morph';
import { helperNamed, moduleName } from '../cached-client/helper.js';
import { answersOf } from '../source/answers.js';
import { importedNames } from '../source/import-names.js';
import { functionOf, memberName, withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf, symbolOf } from '../source/scope.js';

/** What several files may know: the last part of its module's path, and the names that it is exported by. */
export interface Shared {
  module: string;
  names: string[];
}

export interface Place {
  /** `process.env`, the class of a field, or the variable's own name in its file. */
  root: 'environment' | ts.ClassLikeDeclaration | ts.Identifier;
  /** Where other files may write to it, too. */
  shared?: Shared;
  /** Members that are read, outermost first; `undefined` for one that is worked out. */
  path: (string | undefined)[];
  /** What it holds at first; `unseen` in another file. */
  initial?: ts.Expression | 'unseen' | undefined;
}

const DEPTH = 6;

export function readsOf(parsed: ParsedFile, value: ts.Node): Place[] {
  const reads: Place[] = [];
  follow(parsed, value, [], reads, DEPTH, new Set());
  return reads;
}

type Path = Place['path'];

function follow(
  parsed: ParsedFile,
  value: ts.Node,
  path: Path,
  reads: Place[],
  depth: number,
  seen: Set<ts.Node>,
): void {
  const node = withoutParens(value);
  if (depth === 0 || (seen.has(node) && path.length === 0)) return;
  seen.add(node);
  const on = (next: ts.Node, further: Path = []): void =>
    follow(parsed, next, further, reads, depth - 1, seen);
  if (ts.isFunctionLike(node)) return;
  if (node.kind === ts.SyntaxKind.ThisKeyword) ofField(parsed, node, path, reads);
  else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    if (isEnvironment(parsed, node)) reads.push({ root: 'environment', path });
    else on(node.expression, [memberName(node), ...path]);
    if (ts.isElementAccessExpression(node)) on(node.argumentExpression);
  } else if (isEnvironment(parsed, node)) reads.push({ root: 'environment', path });
  else if (ts.isIdentifier(node)) ofName(parsed, node, path, reads, on);
  else if (ts.isObjectLiteralExpression(node) && path.length > 0) {
    for (const property of node.properties) {
      const isRead = path[0] === undefined || property.name?.getText().replace(/['"]/g, '') === path[0];
      if (ts.isSpreadAssignment(property)) on(property.expression, path);
      else if (isRead && ts.isPropertyAssignment(property)) on(property.initializer, path.slice(1));
      else if (isRead && ts.isShorthandPropertyAssignment(property)) on(property.name, path.slice(1));
    }
  } else if (ts.isCallExpression(node)) ofCall(parsed, node, path, on);
  else ts.forEachChild(node, (child) => on(child, path));
}

function ofField(parsed: ParsedFile, self: ts.Node, path: Path, reads: Place[]): void {
  const root = ts.findAncestor(self, ts.isClassLike);
  if (!root) return;
  const field = root.members.find((member) => member.name?.getText() === path[0]);
  const initial = field && ts.isPropertyDeclaration(field) ? field.initializer : undefined;
  // Instances are made, and exported, in any file.
  const shared = { module: moduleName(parsed.file), names: [root.name?.text ?? 'default'] };
  reads.push({ root, path, initial, shared });
}

type On = (next: ts.Node, path?: Path) => void;

function ofCall(parsed: ParsedFile, call: ts.CallExpression, path: Path, on: On): void {
  const { expression: callee } = call;
  const [key] = call.arguments;
  // `config.get('user')`
  if (ts.isPropertyAccessExpression(callee))
    on(callee.expression, [key && ts.isStringLiteralLike(key) ? key.text : undefined, ...path]);
  for (const argument of call.arguments) on(argument);
  const declaration = ts.isIdentifier(callee) ? symbolOf(parsed, callee)?.declarations?.[0] : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  if (!made || !ts.isFunctionLike(made) || !('body' in made) || !made.body) return;
  if (ts.isBlock(made.body)) for (const answer of answersOf(made.body)) on(answer, path);
  else on(made.body, path);
}

function ofName(parsed: ParsedFile, name: ts.Identifier, path: Path, reads: Place[], on: On): void {
  const imported = importedNames(parsed).find(
    ({ local }) => parsed.checker.getSymbolAtLocation(local) === symbolOf(parsed, name),
  );
  if (imported) {
    const shared = { module: moduleName(imported.module), names: [imported.name] };
    reads.push({ root: imported.local, shared, path, initial: 'unseen' });
    return;
  }
  for (const declaration of symbolOf(parsed, name)?.declarations ?? []) {
    if (ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)) {
      const { name: root, initializer } = declaration;
      reads.push({ root, path, initial: initializer, ...sharedName(parsed, declaration) });
      if (initializer && !isReadOnce(declaration, path)) on(initializer, path);
    } else if (ts.isBindingElement(declaration)) {
      const whole = ts.findAncestor(declaration, ts.isVariableDeclaration);
      if (!whole?.initializer || isReadOnce(whole, path)) continue;
      const key = (declaration.propertyName ?? declaration.name).getText();
      on(whole.initializer, declaration.dotDotDotToken ? path : [key, ...path]);
    }
  }
}

/** A value that the module takes when it is loaded; of an object the members may still change. */
function isReadOnce(declaration: ts.VariableDeclaration, path: Path): boolean {
  return path.length === 0 && ts.isSourceFile(functionOf(declaration));
}

export function sharedName(parsed: ParsedFile, declaration: ts.VariableDeclaration): { shared?: Shared } {
  if (!ts.isIdentifier(declaration.name) || !ts.isSourceFile(functionOf(declaration))) return {};
  const { name, aliases, modules } = helperNamed(parsed, declaration.name, false);
  const isExported =
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0 ||
    aliases.length > 0 ||
    modules.length > 0 ||
    referencesOf(parsed, declaration.name).some(({ parent }) => ts.isShorthandPropertyAssignment(parent));
  const names = [name, ...aliases, ...(modules.length === 0 ? [] : ['default'])];
  return isExported ? { shared: { module: moduleName(parsed.file), names } } : {};
}

/** `process.env`, by whatever name. */
export function isEnvironment(parsed: ParsedFile, node: ts.Node): boolean {
  if (/^(globalThis\.)?process\.env$/.test(node.getText())) return true;
  if (!ts.isIdentifier(node)) return false;
  const [declaration] = symbolOf(parsed, node)?.declarations ?? [];
  if (!declaration) return false;
  if (ts.isImportSpecifier(declaration))
    return /['"](node:)?process['"]/.test(declaration.parent.parent.parent.moduleSpecifier.getText());
  const source = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  const made = ts.isVariableDeclaration(source) ? source.initializer?.getText() : undefined;
  return ts.isBindingElement(declaration)
    ? made === 'process' && (declaration.propertyName ?? declaration.name).getText() === 'env'
    : made === 'process.env';
}
