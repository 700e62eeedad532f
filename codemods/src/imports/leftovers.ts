/** What served the old request alone and nothing else: imports, constants, parameters of a body. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import { conflicts } from '../edits/compare.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { importedNames, requiredModule } from '../source/import-names.js';
import { wholeLines } from '../source/lines.js';
import { spanOf, walk } from '../source/nodes.js';
import {
  covered,
  isAssignment,
  isDeclaredOnce,
  isPropertyName,
  referencesOf,
  symbolOf,
} from '../source/scope.js';
import type { TextEdit } from './add-imports.js';

/** Calls that make a value and do nothing else. */
const PURE_CALL =
  /^(Buffer\.from|btoa|encodeURIComponent|encodeURI|String|JSON\.stringify|(qs|querystring|\w*[qQ]uery\w*)\.(stringify|encode)|stringify|Object\.(keys|entries|freeze|fromEntries))$|\.(toString|join|trim|concat|map)$/;
const PURE_NEW =
  /^(URLSearchParams|URL|FormData|Buffer|Headers|(https?\.)?Agent|ResourceOwnerPassword|ClientOAuth2|(msal\.)?(Public|Confidential)ClientApplication|Keycloak)$/;

/**
 * Deletions of declarations that only text which goes away referred to. `edits` are the rewrites of the file, `kept` the
 * pieces of replaced text that live on in them.
 */
export function leftovers(parsed: ParsedFile, edits: readonly TextEdit[], kept: readonly Span[]): TextEdit[] {
  const gone: Span[] = edits
    .filter((edit) => edit.end > edit.start)
    .map(({ start, end }) => ({ start, end }));
  const deletions: TextEdit[] = [];
  const isGone = (name: ts.Node): boolean =>
    covered(name.getStart(), gone) && !covered(name.getStart(), kept);
  for (let changed = true; changed;) {
    changed = false;
    for (const declaration of candidates(parsed, isGone)) {
      const references = referencesOf(parsed, declaration);
      if (references.length === 0 || !references.every(isGone) || covered(declaration.getStart(), gone))
        continue;
      const deletion = deletionOf(parsed, declaration, isGone, gone);
      if (!deletion || edits.some((edit) => conflicts(edit, { ...deletion, text: '' }))) continue;
      gone.push(deletion);
      deletions.push({ ...deletion, text: '' });
      changed = true;
    }
  }
  return mergeDeletions(deletions);
}

/** Declarations of the names that went away. */
function candidates(parsed: ParsedFile, isGone: (name: ts.Node) => boolean): Set<ts.Identifier> {
  const found = new Set<ts.Identifier>();
  walk(parsed.tree, (node) => {
    if (!ts.isIdentifier(node) || isPropertyName(node) || !isGone(node)) return;
    for (const declaration of symbolOf(parsed, node)?.declarations ?? []) {
      const name = (declaration as ts.NamedDeclaration).name;
      if (name && ts.isIdentifier(name) && !isGone(name)) found.add(name);
    }
  });
  return found;
}

function deletionOf(
  parsed: ParsedFile,
  name: ts.Identifier,
  isGone: (name: ts.Node) => boolean,
  gone: readonly Span[],
): Span | null {
  const { parent } = name;
  if (importedNames(parsed).some(({ local }) => local === name))
    return importDeletion(parsed, name, isGone, gone);
  if (ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent))
    return typeDeletion(parsed, parent);
  const declaration = ts.isBindingElement(parent) ? patternsDeclaration(parent) : parent;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return null;
  const { parent: list } = declaration;
  // The variable of a loop is what the loop is made of.
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return null;
  if (ts.isSourceFile(list.parent.parent) && isExported(declaration)) return null;
  if (declaration.initializer && !isPure(declaration.initializer)) return null;
  if (ts.isBindingElement(parent)) {
    const { elements } = parent.parent as ts.ObjectBindingPattern;
    if (elements.some((element) => element !== parent && !covered(element.getStart(), gone)))
      return memberDeletion(parsed, parent, elements, parent, gone);
  }
  return memberDeletion(parsed, declaration, list.declarations, list.parent, gone);
}

/** `const { user, password } = account`: a rest would take up what is no longer named. */
function patternsDeclaration(element: ts.BindingElement): ts.Node | null {
  const { parent: pattern } = element;
  const takesRest = pattern.elements.some((one) => ts.isBindingElement(one) && one.dotDotDotToken);
  if (!ts.isObjectBindingPattern(pattern) || takesRest) return null;
  return element.initializer && !isPure(element.initializer) ? null : pattern.parent;
}

/** A type of this file alone, with its comment. */
function typeDeletion(
  parsed: ParsedFile,
  declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration,
): Span | null {
  if (declaration.modifiers?.length || !isDeclaredOnce(parsed, declaration.name)) return null;
  if (!ts.isSourceFile(declaration.parent)) return null;
  const comments = ts.getLeadingCommentRanges(parsed.text, declaration.pos) ?? [];
  const last = comments.at(-1);
  const isOwn = last && !/\n[ \t]*\r?\n/.test(parsed.text.slice(last.end, declaration.getStart()));
  return wholeLines(parsed.text, { start: isOwn ? last.pos : declaration.getStart(), end: declaration.end });
}

function importDeletion(
  parsed: ParsedFile,
  name: ts.Identifier,
  isGone: (name: ts.Node) => boolean,
  gone: readonly Span[],
): Span | null {
  const { parent } = name;
  if (ts.isImportSpecifier(parent)) {
    const clause = parent.parent.parent;
    const others = parent.parent.elements.some(
      (element) => element !== parent && !isUnused(parsed, element.name, isGone),
    );
    if (others) return memberDeletion(parsed, parent, parent.parent.elements, parent, gone);
    if (!clause.name) return wholeLines(parsed.text, spanOf(clause.parent));
    return { start: clause.name.end, end: parent.parent.end };
  }
  if (ts.isImportClause(parent)) {
    if (!parent.namedBindings) return wholeLines(parsed.text, spanOf(parent.parent));
    const names = ts.isNamedImports(parent.namedBindings)
      ? parent.namedBindings.elements.map((element) => element.name)
      : [parent.namedBindings.name];
    return names.every((other) => isUnused(parsed, other, isGone))
      ? wholeLines(parsed.text, spanOf(parent.parent))
      : { start: name.getStart(), end: parent.namedBindings.getStart() };
  }
  if (ts.isNamespaceImport(parent))
    return parent.parent.name ? null : wholeLines(parsed.text, spanOf(parent.parent.parent));
  if (ts.isImportEqualsDeclaration(parent)) return wholeLines(parsed.text, spanOf(parent));
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
    const declaration = parent.parent.parent as ts.VariableDeclaration;
    const others = parent.parent.elements.some(
      (element) =>
        element !== parent && !(ts.isIdentifier(element.name) && isUnused(parsed, element.name, isGone)),
    );
    if (others) return memberDeletion(parsed, parent, parent.parent.elements, parent, gone);
    return memberDeletion(
      parsed,
      declaration,
      (declaration.parent as ts.VariableDeclarationList).declarations,
      declaration.parent.parent,
      gone,
    );
  }
  if (ts.isVariableDeclaration(parent) && requiredModule(parent.initializer) !== undefined)
    return memberDeletion(
      parsed,
      parent,
      (parent.parent as ts.VariableDeclarationList).declarations,
      parent.parent.parent,
      gone,
    );
  return null;
}

/** True when the name was used, and every use went away. */
function isUnused(parsed: ParsedFile, name: ts.Identifier, isGone: (name: ts.Node) => boolean): boolean {
  const references = referencesOf(parsed, name);
  return references.length > 0 && references.every(isGone);
}

/** One of a list with its comma, or `whole` when none of the others stays. */
function memberDeletion(
  parsed: ParsedFile,
  member: ts.Node,
  list: readonly ts.Node[],
  whole: ts.Node,
  gone: readonly Span[],
): Span | null {
  const stays = list.filter((other) => other !== member && !covered(other.getStart(), gone));
  if (stays.length === 0) return ts.isStatement(whole) ? wholeLines(parsed.text, spanOf(whole)) : null;
  if (stays.some((other) => other.pos > member.pos))
    return { start: member.getStart(), end: list[list.indexOf(member) + 1]!.getStart() };
  return { start: stays.at(-1)!.end, end: member.end };
}

function isExported(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

/** True when evaluating the expression has no effect that would be missed. */
function isPure(expression: ts.Node): boolean {
  let pure = true;
  walk(expression, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (
      ts.isCallExpression(node) &&
      !isAssignedAnew(node) &&
      !PURE_CALL.test(node.expression.getText().replace(/\s+/g, '')) &&
      requiredModule(node) === undefined
    )
      pure = false;
    if (ts.isNewExpression(node) && !PURE_NEW.test(node.expression.getText())) pure = false;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDeleteExpression(node)) pure = false;
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) pure = false;
    return pure;
  });
  return pure;
}

/** `Object.assign({}, …)`: what is changed is made by the call itself. */
function isAssignedAnew(call: ts.CallExpression): boolean {
  const [target] = call.arguments;
  const isNew = target !== undefined && ts.isObjectLiteralExpression(target);
  return isNew && call.expression.getText() === 'Object.assign';
}

/** Deletions that touch become one. */
function mergeDeletions(deletions: TextEdit[]): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const deletion of [...deletions].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const previous = merged.at(-1);
    if (previous && deletion.start < previous.end) previous.end = Math.max(previous.end, deletion.end);
    else merged.push({ ...deletion });
  }
  return merged;
}
