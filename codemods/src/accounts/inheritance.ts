/** Whether other classes inherit from one. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { moduleName } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { importedNames } from '../source/import-names.js';
import { walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';

/** `new this.constructor(user)`: instances whose making is not seen by the class's name. */
const MAKES_ITSELF = /\bnew\s+(this|[\w.]+\.constructor|new\.target)\b/;

/** A class that inherits from it may fill its fields otherwise. */
export function isInherited(context: SiteContext, parsed: ParsedFile, cls: ts.ClassLikeDeclaration): boolean {
  const name = cls.name?.text;
  if (name === undefined || MAKES_ITSELF.test(cls.getText())) return true;
  const isDefault = (ts.getCombinedModifierFlags(cls) & ts.ModifierFlags.Default) !== 0;
  const module = moduleName(parsed.file);
  const own = context.inFile(parsed);
  const others = own
    .filesElsewhere([name, module], /\bextends\b|\.prototype\b|\(/)
    .filter(({ file }) => !isTestFile(file));
  return [parsed, ...others].some((file) => {
    const names = importedNames(file).flatMap((imported) =>
      imported.name === name ||
      (moduleName(imported.module) === module && (isDefault || /^(default|\*)$/.test(imported.name)))
        ? [imported.local.text]
        : [],
    );
    return inheritsFrom(file, new Set([name, ...names]));
  });
}

/** `withAccount(Client)`: a function may make another class of it. */
function isGivenClass(call: ts.CallExpression, names: ReadonlySet<string>): boolean {
  return (
    ts.isIdentifier(call.expression) &&
    call.arguments.some((one) => ts.isIdentifier(one) && names.has(one.text))
  );
}

function inheritsFrom(parsed: ParsedFile, names: ReadonlySet<string>): boolean {
  const { tree } = parsed;
  // A container's `inject(Client)` makes an instance.
  const packages = importedNames(parsed).filter(({ module }) => !module.startsWith('.'));
  const isOfPackage = ({ expression }: ts.CallExpression): boolean =>
    packages.some(({ local }) => local.text === expression.getText());
  let found = false;
  walk(tree, (node) => {
    if (found) return false;
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'prototype')
      found = names.has(node.expression.getText());
    if (ts.isCallExpression(node) && isGivenClass(node, names) && !isOfPackage(node)) found = true;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ExtendsKeyword)
      walk(node, (inner) => {
        if (ts.isIdentifier(inner) && names.has(inner.text)) found = true;
      });
    return !found;
  });
  return found;
}
