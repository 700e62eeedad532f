/** What a field holds: of `this`, of an instance that is made, of an object with methods. */
import { ts } from 'ts-morph';
import { moduleName } from '../cached-client/helper.js';
import { writesOf } from '../places/changes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';
import { argumentsOf } from './arguments.js';
import { importedNames } from '../source/import-names.js';
import { isOnlyReadFrom } from './only-read.js';
import { isTestFile } from '@grant-migrate/analysis';
import { isInherited } from './inheritance.js';
import { sharedTypeOf } from './of-type.js';
import { holderOfThis } from './this-holder.js';
import type { At, Making, Path, Reading } from './reading.js';

export function ofThis(reading: Reading, self: ts.Node, path: Path, at: At): string | null {
  const holder = holderOfThis(self);
  if (!holder || path.length === 0 || isGivenThis(reading, self, at)) return null;
  if (ts.isClassLike(holder)) return ofInstance(reading, holder, path, at, null);
  return isTheOnlyOne(at.parsed, holder) ? reading.read(holder, path, at) : null;
}

/** Nothing is made of the object: no copy, no object that inherits from it. */
function isTheOnlyOne(parsed: ParsedFile, object: ts.ObjectLiteralExpression): boolean {
  const { parent } = object;
  if (ts.isExportAssignment(parent)) return true;
  if (ts.isBinaryExpression(parent)) return /^(module\.)?exports$/.test(parent.left.getText());
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  return referencesOf(parsed, parent.name).every(({ parent: use }) => {
    if (ts.isPropertyAccessExpression(use)) return !/^(bind|call|apply)$/.test(use.name.text);
    return (
      ts.isExportSpecifier(use) ||
      ts.isExportAssignment(use) ||
      ts.isBinaryExpression(use) ||
      ts.isShorthandPropertyAssignment(use)
    );
  });
}

/** A field of a class: of all its instances, or of the one that `making` makes. */
export function ofInstance(
  reading: Reading,
  cls: ts.ClassLikeDeclaration,
  path: Path,
  at: At,
  making: Making | null,
): string | null {
  const [name, ...rest] = path;
  const { parsed } = at;
  if (name === undefined || isInherited(reading.context, parsed, cls)) return null;
  if (!areOnlyRead(reading, parsed, cls, path.at(-1)!)) return null;
  const constructor = cls.members.find(ts.isConstructorDeclaration);
  if (constructor && /\bObject\.assign\(\s*this\b|\breturn\b/.test(constructor.getText())) return null;
  const from: At =
    making && constructor
      ? { ...at, once: false, given: argumentsOf(constructor, making.made, making.at) }
      : { ...at, once: false };
  const shared = { module: moduleName(parsed.file), names: [cls.name?.text ?? 'default'] };
  const written = writesOf(reading.context.inFile(parsed), { root: cls, path: [...path], shared });
  const inConstructor = written.filter(
    ({ node }) => constructor?.body && ts.findAncestor(node, (outer) => outer === constructor),
  );
  if (written.length > inConstructor.length || inConstructor.length > 1) return null;
  const [write] = inConstructor;
  if (write) {
    const isPlain =
      write.value &&
      write.path.length === 1 &&
      ts.isExpressionStatement(write.node.parent) &&
      write.node.parent.parent === constructor!.body;
    return isPlain ? reading.read(write.value!, rest, from) : null;
  }
  const own = constructor?.parameters.find(
    (parameter) =>
      ts.isParameterPropertyDeclaration(parameter, constructor) && parameter.name.getText() === name,
  );
  if (own) return reading.read(own.name, rest, from);
  const found = cls.members.filter((member) => member.name?.getText() === name && !ts.isSetAccessor(member));
  const [member, ...others] = found;
  if (!member || others.length > 0) return null;
  if (ts.isGetAccessor(member)) return reading.body(member, rest, { ...at, once: false });
  if (!ts.isPropertyDeclaration(member)) return null;
  return member.initializer
    ? reading.read(member.initializer, rest, from)
    : sharedTypeOf(reading, member, rest, at);
}

/** `client.token.call(other)`: another object stands in for `this`. */
function isGivenThis({ context }: Reading, self: ts.Node, { parsed }: At): boolean {
  const method = ts.findAncestor(self, ts.isMethodDeclaration);
  if (!method || !ts.isIdentifier(method.name)) return false;
  const given = new RegExp(
    `\\.${method.name.text.replaceAll('$', '\\$')}\\.(call|apply|bind)\\((?!\\s*this\\b)`,
  );
  const others = context.inFile(parsed).filesElsewhere([method.name.text], given);
  return given.test(parsed.text) || others.some(({ file }) => !isTestFile(file));
}

/** Nobody writes to the field of an instance that is made anywhere. */
function areOnlyRead(
  reading: Reading,
  parsed: ParsedFile,
  cls: ts.ClassLikeDeclaration,
  last: string,
): boolean {
  if (!cls.name) return false;
  const key = last.startsWith('[') ? undefined : last;
  const { name } = cls;
  const others = reading.context
    .inFile(parsed)
    .filesElsewhere([name.text, moduleName(parsed.file)], /\bnew\b/)
    .filter(({ file }) => !isTestFile(file));
  return [parsed, ...others].every((file) => {
    const names =
      file === parsed
        ? [name]
        : importedNames(file).flatMap(({ local, name: exported, module }) =>
            exported === name.text || moduleName(module) === moduleName(parsed.file) ? [local] : [],
          );
    return names
      .flatMap((local) => referencesOf(file, local))
      .every(({ parent }) => !ts.isNewExpression(parent) || isOnlyReadFrom(reading, file, parent, key));
  });
}
