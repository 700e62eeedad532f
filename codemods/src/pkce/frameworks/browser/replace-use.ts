/** What takes the place of a use of web storage that kept the token. */
import { ts } from 'ts-morph';
import { wholeLines } from '../../../source/lines.js';
import { spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import { isEmpty } from './kept-token.js';
import { isLogOut } from './log-out.js';
import type { FileEdits } from './replace-request.js';
import type { SessionAccess } from './session-access.js';
import type { Sources } from './sources.js';
import type { StorageUse } from './token-storage.js';

/** @returns false where the session cannot be had */
export function replaceUse(
  sources: Sources,
  { parsed, node, kind, value }: StorageUse,
  into: FileEdits,
  access: SessionAccess,
): boolean {
  const statement = node.parent;
  // Nothing behind a sign-in runs any more, so that nothing has to take the place of keeping the token.
  if (
    kind === 'write' &&
    !isEmpty(value) &&
    ts.isExpressionStatement(statement) &&
    ts.isBlock(statement.parent)
  ) {
    into.edits.push({ ...wholeLines(parsed.text, spanOf(statement)), text: '' });
    return true;
  }
  const name = kind === 'read' ? 'accessToken' : isLogOut(sources, parsed, node) ? 'signOut' : 'forget';
  if (kind === 'clear' && !ts.isExpressionStatement(node.parent)) return true;
  const call = access.call(parsed, node, into, name);
  if (call === null) return false;
  if (kind === 'read') into.edits.push({ ...spanOf(node), text: read(node, call) });
  else if (kind === 'clear') addSignOut(parsed, node, into, call);
  else into.edits.push({ ...spanOf(node), text: name === 'signOut' ? `void ${call}` : call });
  return true;
}

/** A member of web storage that is not there is undefined, and may be compared with that. */
function read(node: ts.Expression, call: string): string {
  const isMember = !ts.isCallExpression(node);
  const isOnlyTested = ts.isPrefixUnaryExpression(node.parent) || ts.isTemplateSpan(node.parent);
  return isMember && !isOnlyTested ? `(${call} ?? undefined)` : call;
}

/** `localStorage.clear()` keeps its other effects. */
function addSignOut(parsed: ParsedFile, node: ts.Node, into: FileEdits, call: string): void {
  const { end } = node.parent;
  const { eol, semicolon } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, node.getStart());
  into.edits.push({ start: end, end, text: `${eol}${indentation}void ${call}${semicolon}` });
}
