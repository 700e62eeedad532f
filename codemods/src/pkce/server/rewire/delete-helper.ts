/** A function that only the login route called, and its export. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { Edit } from '../../../plan.js';
import { takeBlankLines, wholeLines } from '../../../source/lines.js';
import { spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { referencesOf } from '../../../source/scope.js';
import { isExportOf } from './login-handler.js';

export function deleteHelper(parsed: ParsedFile, fn: ts.FunctionLikeDeclaration): Edit[] {
  const { file, text } = parsed;
  const declared = ts.isVariableDeclaration(fn.parent) ? fn.parent : fn;
  const statement: ts.Node = ts.isVariableDeclaration(declared) ? declared.parent.parent : declared;
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  // A comment that a blank line parts from the function speaks of more than it.
  let start = statement.getStart();
  for (const comment of [...comments].reverse()) {
    if (/\n[ \t]*\r?\n/.test(text.slice(comment.end, start))) break;
    start = comment.pos;
  }
  if (ts.isMethodDeclaration(fn))
    return takeBlankLines(text, [{ file, ...wholeLines(text, { start, end: fn.end }), text: '' }]);
  const edits: Edit[] = [{ file, ...wholeLines(text, { start, end: statement.end }), text: '' }];
  const identifier = (declared as ts.NamedDeclaration).name as ts.Identifier;
  for (const use of referencesOf(parsed, identifier).filter(isExportOf)) {
    const span = exportSpan(parsed, use);
    if (span) edits.push({ file, ...span, text: '' });
  }
  return takeBlankLines(text, edits);
}

/** What exports the name: a member of a list, or the whole statement when it exports nothing else. */
function exportSpan(parsed: ParsedFile, use: ts.Identifier): Span | null {
  const { parent } = use;
  const list = ts.isExportSpecifier(parent)
    ? parent.parent.elements
    : ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent)
      ? (parent.parent as ts.ObjectLiteralExpression).properties
      : undefined;
  let statement: ts.Node = parent;
  while (!ts.isStatement(statement)) statement = statement.parent;
  if (!list || list.length === 1) return wholeLines(parsed.text, spanOf(statement));
  const index = (list as readonly ts.Node[]).indexOf(parent);
  const next = list[index + 1];
  return next
    ? { start: parent.getStart(), end: next.getStart() }
    : { start: list[index - 1]!.end, end: parent.end };
}
