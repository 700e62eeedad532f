/** The function or class that a callee stands for, in whichever file it is written. */
import { ts } from 'ts-morph';
import { importedNames, requiredModule } from '../source/import-names.js';
import { memberName, withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { declarationsOf, isWrite, referencesOf, symbolOf } from '../source/scope.js';
import { exportOf } from './exports.js';
import { holderOfThis } from './this-holder.js';
import type { Path, Reading } from './reading.js';

export interface Definition {
  parsed: ParsedFile;
  node: ts.Node;
  /** The object or class that a method was read from. */
  of?: ts.Node;
}

const DEPTH = 8;

/** Null for what is not of the project, is worked out, or is not one thing. */
export function definitionOf(
  reading: Reading,
  parsed: ParsedFile,
  value: ts.Node,
  path: Path = [],
  depth = DEPTH,
): Definition | null {
  const node = withoutParens(value);
  if (depth === 0) return null;
  const on = (next: ts.Node, further: Path, file = parsed): Definition | null =>
    definitionOf(reading, file, next, further, depth - 1);
  if (isDefinition(node)) return path.length === 0 ? { parsed, node } : memberOf(node, path, parsed, on);
  if (ts.isNewExpression(node)) {
    const made = path.length > 0 ? on(node.expression, []) : null;
    return made && ts.isClassLike(made.node) ? memberOf(made.node, path, made.parsed, on) : null;
  }
  if (ts.isObjectLiteralExpression(node)) return memberOf(node, path, parsed, on);
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const holder = holderOfThis(node);
    return holder ? memberOf(holder, path, parsed, on) : null;
  }
  const key = memberName(node);
  if (key !== undefined) return on((node as ts.PropertyAccessExpression).expression, [key, ...path]);
  const module = ts.isExpression(node) ? requiredModule(node) : undefined;
  if (module !== undefined) return ofModule(reading, parsed, module, '*', path, on);
  if (!ts.isIdentifier(node)) return null;
  const symbol = symbolOf(parsed, node);
  const imported = importedNames(parsed).find(
    ({ local }) => local === node || (symbol && parsed.checker.getSymbolAtLocation(local) === symbol),
  );
  if (imported) return ofModule(reading, parsed, imported.module, imported.name, path, on);
  const [declaration, ...others] = declarationsOf(symbol);
  if (!declaration || others.some((one) => 'body' in one && one.body)) return null;
  if (isDefinition(declaration)) return on(declaration, path);
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  const isOne = ts.isIdentifier(declaration.name) && !referencesOf(parsed, declaration.name).some(isWrite);
  return isOne ? on(declaration.initializer, path) : null;
}

type On = (next: ts.Node, path: Path, parsed?: ParsedFile) => Definition | null;

function ofModule(
  { context }: Reading,
  parsed: ParsedFile,
  module: string,
  name: string,
  path: Path,
  on: On,
): Definition | null {
  const target = context.moduleOf(parsed.file, module);
  const found = target && exportOf(context, target, name, path);
  return found ? on(found.node, found.path, found.parsed) : null;
}

function memberOf(holder: ts.Node, path: Path, parsed: ParsedFile, on: On): Definition | null {
  const [key, ...rest] = path;
  if (key === undefined) return null;
  const members: readonly ts.Node[] = ts.isClassLike(holder)
    ? holder.members
    : ts.isObjectLiteralExpression(holder)
      ? holder.properties
      : [];
  const found = members.filter((member) => (member as ts.NamedDeclaration).name?.getText() === key);
  const type = found.length === 0 && ts.isClassLike(holder) ? typeOfField(holder, key) : undefined;
  if (type) return rest.length > 0 ? on(type, rest) : null;
  const [member, ...others] = found;
  if (!member || others.length > 0) return null;
  if (ts.isMethodDeclaration(member)) return rest.length === 0 ? { parsed, node: member, of: holder } : null;
  if (ts.isShorthandPropertyAssignment(member)) return on(member.name, rest);
  if ((ts.isPropertyAssignment(member) || ts.isPropertyDeclaration(member)) && member.initializer) {
    const made = on(member.initializer, rest);
    return made && { ...made, of: made.of ?? holder };
  }
  return null;
}

/** `constructor(private readonly config: Config)` */
function typeOfField(cls: ts.ClassLikeDeclaration, key: string): ts.Identifier | undefined {
  const parameter = cls.members
    .find(ts.isConstructorDeclaration)
    ?.parameters.find(({ name }) => name.getText() === key);
  const type =
    parameter && ts.isParameterPropertyDeclaration(parameter, parameter.parent) ? parameter.type : undefined;
  return type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName : undefined;
}

function isDefinition(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isClassLike(node)
  );
}
