/** Every call of a function, and every instance of a class, in all files; null where it is handed on, so that not all are seen. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { isImportedLate } from './late-imports.js';
import { helperNamed, helperOf, moduleName, type Given, type Helper } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { identifiers, referencesOf } from '../source/scope.js';

export function usesOf(context: SiteContext, fn: ts.SignatureDeclaration): Given[] | null {
  let uses = known.get(fn);
  if (uses === undefined) known.set(fn, (uses = findUses(context, fn)));
  return uses;
}

const known = new WeakMap<ts.SignatureDeclaration, Given[] | null>();

function findUses(context: SiteContext, fn: ts.SignatureDeclaration): Given[] | null {
  const { parsed } = context;
  if (ts.isCallExpression(fn.parent) && fn.parent.expression === fn) return [{ parsed, call: fn.parent }];
  const named = ts.isConstructorDeclaration(fn) ? ofClass(parsed, fn.parent) : ofFunction(parsed, fn);
  if (!named) return null;
  const helper = context.knownAs(named);
  if (isImportedLate(context)) return null;
  const names = [helper.name, ...helper.aliases, ...helper.modules];
  const others = context.filesElsewhere(names, /./).filter(({ file }) => !isTestFile(file));
  const uses: Given[] = [];
  for (const file of [parsed, ...others]) {
    if (isReadByText(file, helper) || isTakenWhole(context, file)) return null;
    for (const name of namesIn(context, file, helper)) {
      const use = isMemberName(name) ? name.parent : name;
      const { parent } = use;
      const isCall = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === use;
      if (isCall) uses.push({ parsed: file, call: parent });
      else if (isHandedOn(use, parent)) return null;
    }
  }
  return uses;
}

function ofClass(parsed: ParsedFile, cls: ts.ClassLikeDeclaration): Helper | undefined {
  const isDefault = (ts.getCombinedModifierFlags(cls) & ts.ModifierFlags.Default) !== 0;
  return cls.name && helperNamed(parsed, cls.name, isDefault);
}

/** The function itself must have the name: that of one around it is another's. */
function ofFunction(parsed: ParsedFile, fn: ts.SignatureDeclaration): Helper | undefined {
  const { parent } = fn;
  const { parent: holder } = parent;
  const isNamed =
    ((ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)) &&
      (!fn.name || ts.isIdentifier(fn.name))) ||
    ((ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent)) &&
      ts.isIdentifier(parent.name)) ||
    ts.isExportAssignment(parent) ||
    (ts.isBinaryExpression(parent) &&
      ts.isPropertyAccessExpression(parent.left) &&
      ts.isExpressionStatement(holder));
  return isNamed && 'body' in fn && fn.body ? helperOf(parsed, fn.body as ts.Node) : undefined;
}

/** The names by which a file knows it; a name that the file declares for itself is another thing's. */
function namesIn({ parsed: own }: SiteContext, parsed: ParsedFile, helper: Helper): ts.Identifier[] {
  const texts = new Set([helper.name, ...helper.aliases]);
  const imported = importedNames(parsed).filter(
    ({ module, name }) =>
      texts.has(name) || (/^(default|\*)$/.test(name) && helper.modules.includes(moduleName(module))),
  );
  const members = [...texts].flatMap((text) => identifiers(parsed, text)).filter(isMemberName);
  const isOwn = parsed === own;
  const called = isOwn && !helper.method ? members.filter(isOfExports) : members;
  const declared = isOwn && helper.declaration ? referencesOf(parsed, helper.declaration) : [];
  return [...called, ...declared, ...imported.flatMap(({ local }) => referencesOf(parsed, local))];
}

function isOfExports({ parent }: ts.Identifier): boolean {
  return /^(module\.)?exports\./.test(parent.getText());
}

/** `auth['token'](…)` */
function isReadByText({ text }: ParsedFile, { name, aliases }: Helper): boolean {
  return [name, ...aliases].some((one) => text.includes(`['${one}']`) || text.includes(`["${one}"]`));
}

/** The module's namespace is handed on, or one of its members is chosen in the run: `handlers[name](…)`. */
function isTakenWhole(context: SiteContext, parsed: ParsedFile): boolean {
  const whole = importedNames(parsed).filter(
    ({ name, module }) => name === '*' && context.moduleOf(parsed.file, module)?.file === context.parsed.file,
  );
  return whole.some(({ local }) =>
    referencesOf(parsed, local).some(
      ({ parent }) => ts.isElementAccessExpression(parent) || ts.isSpreadAssignment(parent),
    ),
  );
}

function isMemberName(name: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(name.parent) && name.parent.name === name;
}

/** Not its declaration, its import or export, a type, or a name that is something else's. */
function isHandedOn(use: ts.Node, parent: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    if (parent.left === use) return false;
    return !(
      ts.isPropertyAccessExpression(parent.left) && /^(module\.)?exports\b/.test(parent.left.getText())
    );
  }
  if (ts.isPropertyAssignment(parent)) return parent.initializer === use && !isExports(parent.parent);
  if (ts.isShorthandPropertyAssignment(parent)) return !isExports(parent.parent);
  return (
    ts.isCallExpression(parent) ||
    ts.isNewExpression(parent) ||
    (ts.isPropertyAccessExpression(parent) && /^(bind|call|apply|prototype)$/.test(parent.name.text)) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === use) ||
    (ts.isPropertyDeclaration(parent) && parent.initializer === use) ||
    ts.isReturnStatement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isArrowFunction(parent) && parent.body === use) ||
    ts.isJsxExpression(parent) ||
    (ts.isParameter(parent) && parent.initializer === use) ||
    ts.isExpressionWithTypeArguments(parent)
  );
}

/** `module.exports = { login }`, `export default { login }` */
function isExports(object: ts.Node): boolean {
  const { parent } = object;
  return (
    ts.isExportAssignment(parent) ||
    (ts.isBinaryExpression(parent) && /^(module\.)?exports$/.test(parent.left.getText()))
  );
}
