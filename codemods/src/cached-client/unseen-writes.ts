/**
 * Writes into a request's body or options that its parameters do not show: a key that is computed, a `delete`, a function that is
 * given the object, another file that knows it. The keyed call would lose them; the drop-in keeps the code that makes them.
 */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { writesOf } from '../places/changes.js';
import { readsOf, sharedName } from '../places/reads.js';
import type { SiteContext } from './site-context.js';
import { walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf, symbolOf, within } from '../source/scope.js';

const ADDERS = /^(append|set|add|field)$/;
/** Calls that read what they are given and change nothing. */
const READERS =
  /(^|\.)(stringify|encode|keys|values|entries|fromEntries|freeze|assign|String|encodeURIComponent|byteLength|from|log|debug|info|warn|error|trace)$/;

export function hasUnseenWrites(context: SiteContext, call: ts.CallExpression): boolean {
  const { parsed } = context;
  return (
    [...objectsIn(parsed, call)].some((name) => isWrittenUnseen(context, name, call)) ||
    hasFilledFields(context, call) ||
    isTakenApart(parsed, call)
  );
}

/** Calls that leave out, rename or put together again what an object holds. */
const TAKING_APART = /\.(filter|reduce|flatMap|slice|splice)$/;
const BUILDING = /(^|\.)(fromEntries|URLSearchParams|FormData|Map)$/;

/** `const { secret, ...body } = all`, `Object.fromEntries(Object.entries(all).filter(…))`: not all that the object holds is sent. */
export function isTakenApart(parsed: ParsedFile, node: ts.Node, depth = 3): boolean {
  let apart = false;
  walk(node, (inner) => {
    if (apart || (inner !== node && ts.isFunctionLike(inner))) return false;
    if (ts.isCallExpression(inner)) apart = isTakingApart(inner);
    if (!ts.isIdentifier(inner) || isPropertyName(inner) || depth === 0) return !apart;
    for (const declaration of symbolOf(parsed, inner)?.declarations ?? []) {
      if (ts.isBindingElement(declaration))
        apart ||= declaration.dotDotDotToken !== undefined && !ts.isPropertyAccessExpression(inner.parent);
      else if (ts.isVariableDeclaration(declaration) && declaration.initializer)
        apart ||= isTakenApart(parsed, declaration.initializer, depth - 1);
    }
    return !apart;
  });
  return apart;
}

function isTakingApart(call: ts.CallExpression): boolean {
  const callee = call.expression.getText();
  if (TAKING_APART.test(callee)) return true;
  const { parent } = call;
  const isBuilt = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== call;
  return /\.map$/.test(callee) && isBuilt && BUILDING.test(parent.expression.getText());
}

/** What a variable holds is written to otherwise than by its parameters, outside of the call. */
export function isWrittenUnseen(context: SiteContext, name: ts.Identifier, call: ts.Node): boolean {
  return (
    isKnownElsewhere(context, name) ||
    referencesOf(context.parsed, name).some((use) => !within(use, call) && isUnseenWrite(use))
  );
}

/** The variable is exported, and another file knows it by its name or by that of the module. */
function isKnownElsewhere({ parsed, filesElsewhere }: SiteContext, name: ts.Identifier): boolean {
  const { parent: declaration } = name;
  const shared = ts.isVariableDeclaration(declaration) ? sharedName(parsed, declaration).shared : undefined;
  if (!shared) return false;
  const words = shared.names.map((word) => (word === 'default' ? shared.module : word));
  return filesElsewhere(words, /./).some(({ file }) => !isTestFile(file));
}

/** A field that the call sends is written to, here or through an instance. */
function hasFilledFields(context: SiteContext, call: ts.CallExpression): boolean {
  let filled = false;
  walk(call, (node) => {
    if (node.kind !== ts.SyntaxKind.ThisKeyword || !ts.isPropertyAccessExpression(node.parent)) return;
    const field = node.parent;
    for (const place of readsOf(context.parsed, field))
      filled ||= writesOf(context, { ...place, path: [field.name.text] }).some(({ path }) => path.length > 1);
  });
  return filled;
}

/** Variables of the call that hold an object or a form, and those that they were made of. */
function objectsIn(parsed: ParsedFile, node: ts.Node, found = new Set<ts.Identifier>()): Set<ts.Identifier> {
  walk(node, (inner) => {
    if (!ts.isIdentifier(inner) || isPropertyName(inner)) return;
    for (const declaration of symbolOf(parsed, inner)?.declarations ?? []) {
      if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) continue;
      const { name, initializer } = declaration;
      if (!initializer || found.has(name) || !isObject(initializer)) continue;
      found.add(name);
      objectsIn(parsed, initializer, found);
    }
  });
  return found;
}

function isObject(made: ts.Expression): boolean {
  return ts.isObjectLiteralExpression(made) || ts.isNewExpression(made) || ts.isCallExpression(made);
}

function isUnseenWrite(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isElementAccessExpression(parent) && parent.expression === use)
    return isChanged(parent) && !ts.isStringLiteralLike(parent.argumentExpression);
  if (ts.isPropertyAccessExpression(parent) && parent.expression === use) {
    const { parent: outer } = parent;
    if (ts.isDeleteExpression(outer)) return true;
    if (!ts.isCallExpression(outer) || outer.expression !== parent) return false;
    const [key] = outer.arguments;
    return (
      parent.name.text === 'delete' ||
      (ADDERS.test(parent.name.text) && !!key && !ts.isStringLiteralLike(key))
    );
  }
  if (ts.isCallExpression(parent) && parent.expression !== use)
    return !READERS.test(parent.expression.getText());
  return false;
}

function isChanged(access: ts.ElementAccessExpression): boolean {
  const { parent } = access;
  return ts.isDeleteExpression(parent) || (ts.isBinaryExpression(parent) && parent.left === access);
}
