/**
 * Whether a value is another one later in the same run: what it is read from is written to while the program runs
 * (`process.env.SVC_USER = …`, `config.user = …`), in this file or another.
 */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { moduleName } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { importedNames } from '../source/import-names.js';
import { functionOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';
import { readsOf, isEnvironment, type Place } from './reads.js';
import { writesIn, type Write } from './writes.js';
import { isOfStart } from './start-up.js';

/** A file that writes to members. */
const WRITING = /[\w$\])]\s*(=(?![=>])|\+\+|--)|\b(assign|merge|extend|set|delete)\b/;
/** A file that writes to the environment, or has it written to. */
const SETS_ENVIRONMENT =
  /\benv\s*([.[][^=;]{1,80})?(=(?![=>])|\+\+)|\(\s*process\.env\b|=\s*process\.env\b(?!\s*[.[])|\bdelete\s+process\.env\b|\boverride\b/;

/** `isSetAnew`: what is written comes from callers, who give one after the other. */
export function isChanged(
  context: SiteContext,
  value: ts.Node,
  isSetAnew: (write: Write) => boolean,
): boolean {
  const { parsed } = context;
  return readsOf(parsed, value).some((place) => changes(place, writesOf(context, place), isSetAnew));
}

export function writesOf(context: SiteContext, place: Place): Write[] {
  const { parsed } = context;
  const own = writesIn(parsed).filter((write) => isWithin(write, place, parsed));
  const { shared } = place;
  if (!shared && place.root !== 'environment') return own;
  const others = (
    shared
      ? context.filesElsewhere([shared.module], WRITING)
      : context.filesElsewhere(['env', 'dotenv'], SETS_ENVIRONMENT)
  ).filter(({ file }) => !isTestFile(file));
  return [
    ...own,
    ...others.flatMap((other) => writesIn(other).filter((write) => isWithin(write, place, other))),
  ];
}

/** The write is to the place, to a part of it or to what holds it. */
function isWithin({ root, path }: Write, place: Place, parsed: ParsedFile): boolean {
  if (place.root === 'environment')
    return (isEnvironment(parsed, root) || ts.isCallExpression(root)) && areOneLine(path, place.path);
  if (!ts.isIdentifier(place.root)) return isOfField(root, path, place, place.root, parsed);
  if (!ts.isIdentifier(root)) return false;
  const isOwn = place.root.getSourceFile() === parsed.tree;
  if (isOwn) return symbolOf(parsed, root) === symbolOf(parsed, place.root) && areOneLine(path, place.path);
  return place.shared !== undefined && isSharedWrite(root, path, place, place.shared, parsed);
}

/** `this.user = …` in the class, `client.user = …` of an instance. */
function isOfField(
  root: ts.Node,
  path: Place['path'],
  place: Place,
  cls: ts.ClassLikeDeclaration,
  parsed: ParsedFile,
): boolean {
  if (!areOneLine(path, place.path)) return false;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return ts.findAncestor(root, ts.isClassLike) === cls;
  if (!ts.isIdentifier(root) || path.length === 0) return false;
  const imported = importedNames(parsed).find(({ local }) => local.text === root.text);
  if (imported) return moduleName(imported.module) === place.shared?.module;
  const [declaration] = symbolOf(parsed, root)?.declarations ?? [];
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made !== undefined && ts.isNewExpression(made);
}

/** In another file: the module's own, where the names stand for themselves, or one that imports it. */
function isSharedWrite(
  root: ts.Identifier,
  path: Place['path'],
  place: Place,
  { module, names }: NonNullable<Place['shared']>,
  parsed: ParsedFile,
): boolean {
  // Which part of the path is the name that was exported differs between modules: the members decide.
  const last = path.at(-1);
  const meets =
    last === undefined ||
    place.path.length === 0 ||
    place.path.some((name) => name === undefined || name === last);
  if (moduleName(parsed.file) === module)
    return (
      isOfModule(parsed, root) && (path.length > 0 ? meets : [...names, ...place.path].includes(root.text))
    );
  const imported = importedNames(parsed).find(({ local }) => local.text === root.text);
  if (!imported || moduleName(imported.module) !== module) return false;
  return (
    meets &&
    (names.includes(imported.name) ||
      imported.name === '*' ||
      imported.name === 'default' ||
      names.includes('*'))
  );
}

/** A variable that a function declares is no one else's. */
function isOfModule(parsed: ParsedFile, root: ts.Identifier): boolean {
  return (symbolOf(parsed, root)?.declarations ?? []).every(
    // `module` and `exports` are the file itself.
    (declaration) => ts.isSourceFile(declaration) || ts.isSourceFile(functionOf(declaration)),
  );
}

/** One is the beginning of the other. */
function areOneLine(written: Place['path'], read: Place['path']): boolean {
  const length = Math.min(written.length, read.length);
  return written
    .slice(0, length)
    .every((name, at) => name === undefined || read[at] === undefined || name === read[at]);
}

/** More than one value is there in the course of a run. */
export function changes(
  place: Place,
  writes: readonly Write[],
  isSetAnew: (write: Write) => boolean,
): boolean {
  if (writes.length === 0) return false;
  const values = new Set(writes.map(valueOf));
  const isKnown =
    !values.has(undefined) && writes.every(({ path }) => path.at(-1) !== undefined || path.length === 0);
  const isStart = writes.every(({ parsed, node, path }) => isOfStart(parsed, node, path.includes(undefined)));
  if (isStart && values.size === 1) return false;
  // The environment holds something from the beginning.
  if (place.root === 'environment' || !isKnown) return true;
  if (place.initial === 'unseen') return true;
  const path = ts.isIdentifier(place.root) ? place.path : place.path.slice(1);
  if (place.initial && !isEmpty(place.initial, path)) values.add(place.initial.getText());
  return values.size > 1 || writes.some(isSetAnew);
}

/** One text for one value; a name that each function gives a meaning of its own is another one there. */
function valueOf({ value, node }: Write): string | undefined {
  if (!value) return undefined;
  const isOwn = !/^(process\.env\b|['"`\d])/.test(value.getText());
  return isOwn ? `${value.getText()} ${functionOf(node).pos}` : value.getText();
}

/** `let user = null`, `const config = { user: '' }`, `const config = {}` */
export function isEmpty(initial: ts.Expression, path: Place['path']): boolean {
  if (ts.isObjectLiteralExpression(initial)) {
    const property = initial.properties.find((one) => one.name?.getText() === path[0]);
    if (!property) return !initial.properties.some(ts.isSpreadAssignment);
    return ts.isPropertyAssignment(property) && isEmpty(property.initializer, path.slice(1));
  }
  return /^(null|undefined|void 0|''|""|``)$/.test(initial.getText());
}
