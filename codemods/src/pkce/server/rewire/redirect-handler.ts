/** A handler that leads to the sign-in and does nothing else. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import type { Dialect } from './dialect.js';

export function redirectHandler(
  parsed: ParsedFile,
  handler: ts.FunctionLikeDeclaration,
  dialect: Dialect,
  names: { request: string; response: string },
  address: string,
): Edit[] {
  const { file, text } = parsed;
  const call = dialect.redirect(address, handler, names);
  const style = styleOf(parsed);
  if (ts.isArrowFunction(handler) && ts.isCallExpression(handler.parent)) {
    const parameters = text.slice(handler.parameters.pos, handler.parameters.end);
    return [{ file, start: handler.getStart(), end: handler.end, text: `(${parameters}) => ${call}` }];
  }
  const body = handler.body!;
  const inner = indentationAt(text, handler.getStart());
  const block = `{${style.eol}${inner}${style.indent}${call}${style.semicolon}${style.eol}${inner}}`;
  const edits: Edit[] = [{ file, start: body.getStart(), end: body.end, text: block }];
  const { keeps } = dialect;
  if (keeps && handler.parameters.some((parameter) => !keeps(parameter))) {
    const { pos, end } = handler.parameters;
    const kept = handler.parameters.filter(keeps).map((parameter) => parameter.getText());
    edits.push({ file, start: pos, end, text: kept.join(', ') });
  }
  const modifier = ts.canHaveModifiers(handler)
    ? ts.getModifiers(handler)?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
    : undefined;
  if (modifier) {
    const space = /^\s*/.exec(text.slice(modifier.end))![0].length;
    edits.push({ file, start: modifier.getStart(), end: modifier.end + space, text: '' });
  }
  // `Promise<…>` was of the old answer.
  if (handler.type) {
    const start = text.lastIndexOf(':', handler.type.getStart());
    edits.push({ file, start, end: handler.type.end, text: '' });
  }
  return edits;
}
