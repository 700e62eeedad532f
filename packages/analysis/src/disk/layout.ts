/**
 * Texts that differ in layout alone. Formatters and fixing linters change thousands of files in ways that cannot matter to
 * the analysis: blanks, semicolons, trailing commas, quotes. Such a text needs no analysis of its own, only other offsets.
 */
import type { Span } from '../facts.js';

const LAYOUT = /[\s;,'"]+/g;

const withoutLayout = (text: string) => text.replace(LAYOUT, '');

/** Turns spans of `before` into spans of `after`; null when the texts differ in more than layout. */
export function spansByLayout(before: string, after: string): ((span: Span) => Span) | null {
  if (withoutLayout(before) !== withoutLayout(after)) return null;
  return ({ start, end }) => {
    const first = withoutLayout(before.slice(0, start)).length;
    const last = withoutLayout(before.slice(0, end)).length - 1;
    return { start: placeOf(after, first), end: placeOf(after, last) + 1 };
  };
}

/** Where the `n`-th character (from 0) that is not layout stands. */
function placeOf(text: string, n: number): number {
  let seen = 0;
  for (const run of text.matchAll(/[^\s;,'"]+/g)) {
    if (seen + run[0].length > n) return run.index + n - seen;
    seen += run[0].length;
  }
  return text.length;
}
