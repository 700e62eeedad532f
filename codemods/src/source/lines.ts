import type { Span } from '@grant-migrate/analysis';

/**
 * The span with the whole lines that nothing else stands on: what a person deletes with a statement. One of two blank
 * lines that would meet goes, too.
 */
export function wholeLines(text: string, span: Span): Span {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  if (text.slice(lineStart, span.start).trim() !== '') {
    // Something stands before it on the line: take the space between them.
    let start = span.start;
    while (start > lineStart && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
    const rest = /^[ \t]*(?=\r?\n|$)/.exec(text.slice(span.end));
    return rest ? { start, end: span.end } : { start: span.start, end: skipSpace(text, span.end) };
  }
  const tail = /^[ \t]*(\r?\n|$)/.exec(text.slice(span.end));
  if (!tail) return { start: span.start, end: skipSpace(text, span.end) };
  let end = span.end + tail[0].length;
  const blankBefore =
    /(^|\n)[ \t]*\r?\n$/.test(text.slice(0, lineStart)) ||
    /[{([]\s*$/.test(text.slice(0, lineStart)) ||
    lineStart === 0;
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end));
  if (blankBefore && blankAfter) end += blankAfter[0].length;
  return { start: lineStart, end };
}

function skipSpace(text: string, from: number): number {
  let end = from;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return end;
}
