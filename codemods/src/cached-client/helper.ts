import { ts } from 'ts-morph';
import { functionOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';

/** The function that makes the request, as its own and other files know it. */
export interface Helper {
  name: string;
  /** A method: called on anything. */
  method: boolean;
  /** Its name where it is declared; methods are known by the text of it alone. */
  declaration?: ts.Identifier;
  /** Names that it is exported by, where they differ. */
  aliases: string[];
  /** Modules whose default it is: other files give it a name of their own when they import from there. */
  modules: string[];
}

/** A call, or an instance that is made, and its file. */
export interface Given {
  parsed: ParsedFile;
  call: ts.CallExpression | ts.NewExpression;
}

export function helperOf(parsed: ParsedFile, call: ts.Node): Helper | undefined {
  for (let fn = functionOf(call); !ts.isSourceFile(fn); fn = functionOf(fn)) {
    const { parent } = fn;
    if (ts.isMethodDeclaration(fn) && ts.isIdentifier(fn.name)) return method(fn.name.text);
    if (
      (ts.isFunctionDeclaration(fn) || ts.isFunctionExpression(fn)) &&
      fn.name &&
      ts.isFunctionDeclaration(fn)
    )
      return helperNamed(parsed, fn.name, isDefault(fn));
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
      return helperNamed(parsed, parent.name, false);
    if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && ts.isIdentifier(parent.name))
      return method(parent.name.text);
    if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
      return isModuleExports(parent.left) ? theDefault(parsed) : method(parent.left.name.text);
    if (ts.isExportAssignment(parent) || (ts.isFunctionDeclaration(fn) && !fn.name))
      return theDefault(parsed);
  }
  return undefined;
}

function method(name: string): Helper {
  return { name, method: true, aliases: [], modules: [] };
}

function theDefault(parsed: ParsedFile): Helper {
  const module = moduleName(parsed.file);
  return { name: module, method: false, aliases: [], modules: [module] };
}

/** What is declared by this name, a function or a class, as its own and other files know it. */
export function helperNamed(
  parsed: ParsedFile,
  declaration: ts.Identifier,
  isDefaultExport: boolean,
): Helper {
  const helper: Helper = { name: declaration.text, method: false, declaration, aliases: [], modules: [] };
  if (isDefaultExport) helper.modules.push(moduleName(parsed.file));
  for (const reference of referencesOf(parsed, declaration)) {
    const { parent } = reference;
    if (ts.isExportAssignment(parent)) helper.modules.push(moduleName(parsed.file));
    if (ts.isExportSpecifier(parent)) helper.aliases.push(parent.name.text);
    if (ts.isPropertyAssignment(parent) && parent.initializer === reference)
      helper.aliases.push(parent.name.getText());
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === reference &&
      ts.isPropertyAccessExpression(parent.left)
    ) {
      if (isModuleExports(parent.left)) helper.modules.push(moduleName(parsed.file));
      else helper.aliases.push(parent.left.name.text);
    }
  }
  return helper;
}

function isModuleExports(access: ts.PropertyAccessExpression): boolean {
  return access.getText() === 'module.exports';
}

function isDefault(fn: ts.FunctionDeclaration): boolean {
  return (ts.getCombinedModifierFlags(fn) & ts.ModifierFlags.Default) !== 0;
}

/** The last part of the path by which other files import this one. */
export function moduleName(file: string): string {
  const parts = file.replace(/\.[cm]?[jt]sx?$/i, '').split('/');
  const last = parts.pop()!;
  return last === 'index' ? (parts.pop() ?? last) : last;
}
