/** Brings the names that rewritten code calls into the file, in its own way. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { importedNames, requiredModule, type NeededImport } from '../source/import-names.js';
import type { ModuleStyle } from '../source/module-style.js';
import { indentationAt, quoted, type Style } from '../source/style.js';

export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * The insertions for `needed`. `deletions` are what goes from the file otherwise: when the last import goes, the new one
 * takes its place, and the deletion that it stands for is left out of the result's sum.
 */
export function addImports(
  parsed: ParsedFile,
  deletions: readonly TextEdit[],
  needed: readonly NeededImport[],
  modules: ModuleStyle,
  style: Style,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  for (const module of new Set(needed.map((name) => name.module))) {
    const names = needed.filter((name) => name.module === module);
    const merged = mergeInto(parsed, module, names, modules, deletions);
    if (merged) edits.push(merged);
    else lines.push(importLine(module, names, modules, style));
  }
  if (lines.length === 0) return [...deletions, ...edits];
  const insert = insertion(parsed, lines, style);
  const place = deletions.find((deletion) => deletion.start < insert.end && insert.start <= deletion.end);
  if (!place) return [...deletions, ...edits, insert];
  const [behind] = /\s*$/.exec(parsed.text.slice(place.start, place.end))!;
  const replacement = { ...place, text: lines.join(style.eol) + behind };
  return [...deletions.map((deletion) => (deletion === place ? replacement : deletion)), ...edits];
}

function importLine(
  module: string,
  names: readonly NeededImport[],
  modules: ModuleStyle,
  style: Style,
): string {
  const from = quoted(module, style);
  if (modules === 'commonjs') {
    const list = names.map(({ name, local }) => (name === local ? name : `${name}: ${local}`)).join(', ');
    return `const { ${list} } = require(${from})${style.semicolon}`;
  }
  return `import { ${names.map(esmName).join(', ')} } from ${from}${style.semicolon}`;
}

function esmName({ name, local }: NeededImport): string {
  return name === local ? name : `${name} as ${local}`;
}

/** Adds to a list of names that the file imports from this module already. */
function mergeInto(
  parsed: ParsedFile,
  module: string,
  names: readonly NeededImport[],
  modules: ModuleStyle,
  deletions: readonly TextEdit[],
): TextEdit | null {
  for (const statement of parsed.tree.statements) {
    if (deletions.some((edit) => edit.start <= statement.getStart() && statement.end <= edit.end)) continue;
    if (
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === module
    ) {
      const bindings = statement.importClause?.namedBindings;
      if (
        !bindings ||
        !ts.isNamedImports(bindings) ||
        statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      )
        continue;
      const last = bindings.elements.at(-1);
      if (last) return { start: last.end, end: last.end, text: `, ${names.map(esmName).join(', ')}` };
    }
    if (modules === 'commonjs' && ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (requiredModule(initializer) !== module || !ts.isObjectBindingPattern(name)) continue;
        const last = name.elements.at(-1);
        const list = names.map((needed) =>
          needed.name === needed.local ? needed.name : `${needed.name}: ${needed.local}`,
        );
        if (last && !last.dotDotDotToken)
          return { start: last.end, end: last.end, text: `, ${list.join(', ')}` };
      }
  }
  return null;
}

/** Behind the last import; else at the top, below what must stay first. */
function insertion(parsed: ParsedFile, lines: readonly string[], style: Style): TextEdit {
  const { text } = parsed;
  const last = lastImport(parsed);
  if (last) {
    const indentation = indentationAt(text, last.getStart());
    const end = last.end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(last.end))?.[0].length ?? 0);
    const inserted = lines.map((line) => style.eol + indentation + line).join('');
    // A statement that stands behind it on the same line gets one of its own.
    const [gap] = /^[ \t]*(?=\S)/.exec(text.slice(end)) ?? [];
    if (gap === undefined) return { start: end, end, text: inserted };
    // `require('b'); (async () => …)()`: without a semicolon the next line would be its argument.
    const stop = style.semicolon === '' && /[([`/+-]/.test(text[end + gap.length]!) ? ';' : '';
    return { start: end, end: end + gap.length, text: inserted + stop + style.eol + indentation };
  }
  const first = parsed.tree.statements.find((statement) => !isDirective(statement));
  const directives = parsed.tree.statements.filter(isDirective);
  const behind = directives.at(-1);
  if (behind)
    return { start: behind.end, end: behind.end, text: style.eol.repeat(2) + lines.join(style.eol) };
  const start = first ? afterFileComment(parsed, first) : text.length;
  const indentation = indentationAt(text, start);
  const between = style.eol + indentation;
  return { start, end: start, text: lines.join(between) + style.eol + between };
}

function lastImport(parsed: ParsedFile): ts.Statement | undefined {
  const imported = new Set(importedNames(parsed).map(({ local }) => statementAtTop(local)));
  let last: ts.Statement | undefined;
  for (const statement of parsed.tree.statements) {
    const bare = ts.isExpressionStatement(statement) && requiredModule(statement.expression) !== undefined;
    if (imported.has(statement) || ts.isImportDeclaration(statement)) last = statement;
    // `require('dotenv').config()` belongs to the imports, what comes below the first other statement does not.
    else if (!bare && !isRequireCall(statement) && !isDirective(statement) && last) break;
  }
  return last;
}

function isRequireCall(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && /^require\(/.test(statement.expression.getText());
}

function statementAtTop(node: ts.Node): ts.Node {
  return ts.isSourceFile(node.parent) ? node : statementAtTop(node.parent);
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** A licence or file comment that a blank line parts from the first statement stays above. */
function afterFileComment(parsed: ParsedFile, first: ts.Statement): number {
  const comments = ts.getLeadingCommentRanges(parsed.text, first.pos) ?? [];
  const shebang =
    /^\ufeff?#!.*(\r?\n)?/.exec(parsed.text)?.[0].length ?? (parsed.text.startsWith('\ufeff') ? 1 : 0);
  let start = Math.max(shebang, first.getStart());
  for (const comment of [...comments].reverse()) {
    if (/\n[ \t]*\r?\n/.test(parsed.text.slice(comment.end, start))) return start;
    start = comment.pos;
  }
  return Math.max(shebang, start);
}
