import type { Span } from '@grant-migrate/analysis';

/** The span with the whole lines that nothing else stands on: what a person deletes with a statement. */
export function wholeLines(text: string, span: Span): Span {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const tail = /^[ \t]*(\r?\n|$)/.exec(text.slice(span.end));
  if (text.slice(lineStart, span.start).replace('\ufeff', '').trim() !== '') {
    // Something stands before it on the line: take the space between them.
    return tail
      ? { start: skipSpaceBack(text, span.start, lineStart), end: span.end }
      : { start: span.start, end: skipSpace(text, span.end) };
  }
  if (!tail) return { start: span.start, end: skipSpace(text, span.end) };
  return { start: text[lineStart] === '\ufeff' ? lineStart + 1 : lineStart, end: span.end + tail[0].length };
}

function skipSpace(text: string, from: number): number {
  let end = from;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return end;
}

function skipSpaceBack(text: string, from: number, until: number): number {
  let start = from;
  while (start > until && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  return start;
}

interface Deletion extends Span {
  text: string;
}

/**
 * Lets deletions of whole lines take a blank line along that would be left over: two that meet, one below an opening
 * brace, one above a closing brace.
 */
export function takeBlankLines<T extends Deletion>(text: string, edits: readonly T[]): T[] {
  const result = edits.map((edit) => ({ ...edit }));
  const ordered = result
    .filter((edit) => edit.text === '' && isLineStart(text, edit.start) && isLineStart(text, edit.end))
    .sort((a, b) => a.start - b.start);
  for (let first = 0, last = 0; first < ordered.length; first = last + 1) {
    last = first;
    while (last + 1 < ordered.length && ordered[last + 1]!.start <= ordered[last]!.end) last += 1;
    const [head, tail] = [ordered[first]!, ordered[last]!];
    const before = text.slice(0, head.start);
    const blankAfter = /^([ \t]*\r?\n)+/.exec(text.slice(tail.end));
    const blankBefore = /(?:^|\n)(([ \t]*\r?\n)+)$/.exec(before);
    const opens =
      before.trim() === '' || /[{([]\s*$/.test(before) || /(^|\n)[ \t]*(\/\/[^\n]*|\*\/)\s*$/.test(before);
    const closes = /^\s*[})\]]/.test(text.slice(tail.end));
    if (blankAfter && (blankBefore || opens)) tail.end += blankAfter[0].length;
    else if (blankBefore && closes && !touched(result, head.start - 1)) head.start -= blankBefore[1]!.length;
  }
  return result;
}

function isLineStart(text: string, position: number): boolean {
  return position === 0 || position === text.length || text[position - 1] === '\n';
}

function touched(edits: readonly Deletion[], position: number): boolean {
  return edits.some((edit) => edit.start <= position && position < edit.end);
}

/** The line of a position, counted from 1. */
export function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
