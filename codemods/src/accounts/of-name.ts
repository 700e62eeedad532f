/** What a name stands for in the course of a run: a variable, a parameter, or what is imported. */
import { ts } from 'ts-morph';
import { importedNames } from '../source/import-names.js';
import { declarationsOf, identifiers, isWrite, referencesOf, symbolOf } from '../source/scope.js';
import { functionOf, withoutParens } from '../source/nodes.js';
import { isEmpty, writesOf } from '../places/changes.js';
import { sharedName } from '../places/reads.js';
import { writesIn } from '../places/writes.js';
import { ofParameter } from './of-parameter.js';
import { agreed, composed, within, type At, type Path, type Reading } from './reading.js';
import { isOnlyRead, isSetByMethod } from './only-read.js';

export function ofName(reading: Reading, name: ts.Identifier, path: Path, at: At): string | null {
  const { parsed } = at;
  const symbol = symbolOf(parsed, name);
  const imported = importedNames(parsed).find(
    ({ local }) => local === name || (symbol && parsed.checker.getSymbolAtLocation(local) === symbol),
  );
  if (imported) return reading.imported(imported, path, at);
  const [declaration, ...others] = declarationsOf(symbol);
  if (!declaration) return ofGlobal(reading, name, path, at);
  if (others.length > 0) return null;
  if (ts.isClassLike(declaration)) return reading.instance(declaration, path, at, null);
  const source = sourceOf(declaration, path);
  if (!source) return null;
  const { whole, path: further } = source;
  if (
    ts.isBindingElement(declaration) &&
    referencesOf(parsed, declaration.name as ts.Identifier).some(isWrite)
  )
    return null;
  const read = ts.isParameter(whole)
    ? ofParameter(reading, whole, further, at)
    : ofVariable(reading, whole, further, at);
  return withDefaults(reading, source.defaults, read, at);
}

/** A name that no file declares or writes to comes from the build or the host. */
function ofGlobal({ context }: Reading, { text }: ts.Identifier, path: Path, { parsed }: At): string | null {
  if (/^(process|globalThis|global|window|self|module|exports)$/.test(text)) return null;
  const isFilled = [parsed, ...context.inFile(parsed).filesElsewhere([text], /=/)].some(
    (file) =>
      identifiers(file, text).some(isDeclared) ||
      writesIn(file).some(({ root, path: written }) => [root.getText(), ...written].includes(text)),
  );
  return isFilled ? null : `${text}${within(path)}`;
}

/** In the other scripts of a page such a name is the same. */
function isDeclared(name: ts.Identifier): boolean {
  return (
    ts.isVariableDeclaration(name.parent) && name.parent.name === name && ts.isSourceFile(functionOf(name))
  );
}

interface Source {
  whole: ts.VariableDeclaration | ts.ParameterDeclaration;
  path: Path;
  /** What patterns put in the place of a member that is missing. */
  defaults: ts.Expression[];
}

/** `const { auth: { user = 'svc' } } = config` is `auth.user` of `config`. */
function sourceOf(declaration: ts.Declaration, path: Path): Source | null {
  if (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration))
    return { whole: declaration, path, defaults: [] };
  if (!ts.isBindingElement(declaration)) return null;
  const { parent: pattern, propertyName, name, dotDotDotToken, initializer } = declaration;
  if (dotDotDotToken && (ts.isArrayBindingPattern(pattern) || path.length === 0)) return null;
  if (propertyName && ts.isComputedPropertyName(propertyName)) return null;
  const key = ts.isArrayBindingPattern(pattern)
    ? String(pattern.elements.indexOf(declaration))
    : (propertyName ?? name).getText().replace(/['"]/g, '');
  const source = sourceOf(pattern.parent, dotDotDotToken ? path : [key, ...path]);
  return source && initializer && !/^(''|""|``)$/.test(initializer.getText())
    ? { ...source, defaults: [...source.defaults, initializer] }
    : source;
}

function withDefaults(
  reading: Reading,
  defaults: ts.Expression[],
  read: string | null,
  at: At,
): string | null {
  return defaults.length === 0
    ? read
    : composed('??', [read, ...defaults.map((one) => reading.read(one, [], at))]);
}

function ofVariable(
  reading: Reading,
  declaration: ts.VariableDeclaration,
  path: Path,
  at: At,
): string | null {
  const { name, initializer, parent: list } = declaration;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return null;
  const ofModule = ts.isSourceFile(functionOf(declaration));
  const once = ofModule || at.once;
  if (!ts.isIdentifier(name)) {
    return initializer ? reading.read(initializer, path, { ...at, once }) : null;
  }
  const filled = [...assigned(at, name, path), ...members(reading, declaration, name, path, at)];
  if (filled.includes(null)) return null;
  const values = filled as Filled[];
  // What is assigned in a function is read when that runs.
  const read = values.map(({ value, further }) =>
    reading.read(value, further, { ...at, once: ts.isSourceFile(functionOf(value)) }),
  );
  const hasOwn = initializer && !isEmpty(initializer, [...path]);
  return agreed([
    ...(hasOwn || values.length === 0
      ? [initializer ? reading.read(initializer, path, { ...at, once }) : null]
      : []),
    ...read,
  ]);
}

/** What is written, and the members of it that are asked for. */
interface Filled {
  value: ts.Expression;
  further: Path;
}

/** What the variable itself is assigned; null for a write that has not one value. */
function assigned({ parsed }: At, name: ts.Identifier, path: Path): (Filled | null)[] {
  return referencesOf(parsed, name)
    .filter(isWrite)
    .map(({ parent, end }) =>
      ts.isBinaryExpression(parent) && parent.left.end === end && ASSIGNS.has(parent.operatorToken.kind)
        ? { value: parent.right, further: path }
        : null,
    );
}

const ASSIGNS = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

/** `{ … }`, also where it is frozen or cast. */
function isObject(made: ts.Expression): boolean {
  const node = withoutParens(made);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  return ts.isObjectLiteralExpression(node) || (first !== undefined && ts.isObjectLiteralExpression(first));
}

/** What is written into the object that it holds, in any file. */
function members(
  reading: Reading,
  declaration: ts.VariableDeclaration,
  name: ts.Identifier,
  path: Path,
  { parsed }: At,
): (Filled | null)[] {
  if (path.length === 0) return [];
  const own = reading.context.inFile(parsed);
  const last = path.at(-1)!;
  const key = last.startsWith('[') ? undefined : last;
  const { initializer } = declaration;
  if (initializer && isObject(initializer) && isSetByMethod(initializer, key)) return [null];
  if (!isOnlyRead(reading, parsed, name, key)) return [null];
  const keys = path.map((key) => (key.startsWith('[') ? undefined : key));
  return writesOf(own, { root: name, path: keys, ...sharedName(parsed, declaration) })
    .filter((write) => write.path.length > 0)
    .map(({ path: written, value, parsed: file }) =>
      value && file === parsed && written.length <= path.length && !written.includes(undefined)
        ? { value, further: path.slice(written.length) }
        : null,
    );
}
