/** What a container hands in: known by its type alone. */
import { ts } from 'ts-morph';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';
import { definitionOf } from './definition.js';
import { CONFIGURATION } from './known-calls.js';
import type { At, Path, Reading } from './reading.js';

type Typed = ts.ParameterDeclaration | ts.PropertyDeclaration;

/** `constructor(private readonly config: AppConfig)` of a class that nobody else makes. */
export function sharedTypeOf(reading: Reading, declaration: Typed, path: Path, at: At): string | null {
  if (path.length === 0 || !isHandedIn(declaration)) return null;
  const name = typeName(declaration);
  if (!name) return null;
  const definition = definitionOf(reading, at.parsed, name);
  if (!definition || !ts.isClassLike(definition.node)) return null;
  const { node: cls, parsed } = definition;
  if (/\bScope\.(REQUEST|TRANSIENT)\b|scoped\(/.test(cls.getFullText())) return null;
  return reading.instance(cls, path, { ...at, parsed }, null);
}

/** A field or parameter whose type is that of a package of configuration (`ConfigService` of @nestjs/config). */
export function isSetting(parsed: ParsedFile, node: ts.Expression): boolean {
  const declaration = typedBy(parsed, node);
  const name = declaration && typeName(declaration);
  if (!name) return false;
  const imported = importedNames(parsed).find(({ local }) => local.text === name.text);
  return imported !== undefined && !imported.module.startsWith('.') && CONFIGURATION.test(imported.module);
}

function typedBy(parsed: ParsedFile, node: ts.Expression): Typed | undefined {
  if (ts.isIdentifier(node)) {
    const [declaration] = symbolOf(parsed, node)?.declarations ?? [];
    return declaration && ts.isParameter(declaration) ? declaration : undefined;
  }
  if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return undefined;
  const cls = ts.findAncestor(node, ts.isClassLike);
  const field = cls?.members.find((member) => member.name?.getText() === node.name.text);
  if (field && ts.isPropertyDeclaration(field)) return field;
  return cls?.members
    .find(ts.isConstructorDeclaration)
    ?.parameters.find(({ name }) => name.getText() === node.name.text);
}

function typeName({ type }: Typed): ts.Identifier | undefined {
  return type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName : undefined;
}

/** By a container: the class is decorated, or the field. */
function isHandedIn(declaration: Typed): boolean {
  const cls = ts.findAncestor(declaration, ts.isClassLike);
  const decorated = [declaration, cls].some(
    (node) => node && ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0,
  );
  return (
    decorated && (ts.isPropertyDeclaration(declaration) || ts.isConstructorDeclaration(declaration.parent))
  );
}
