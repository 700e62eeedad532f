/** What a migration does to files, told line by line: for somebody who has the document and not the difference before them. */
import { applyEdits } from '../../edits/apply.js';
import type { Edit } from '../../plan.js';
import { code } from './markdown.js';

/** Characters of one line of source that are shown. */
const WIDTH = 90;

/** One sentence a change: the lines as they were, and what stands there now. In the order of the file. */
export function changesOf(text: string, edits: readonly Edit[]): string[] {
  return blocksOf(text, edits).map(({ start, end, own }) => {
    const before = linesOf(text.slice(start, end));
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const after = linesOf(applyEdits(text.slice(start, end), moved));
    let first = text.slice(0, start).split('\n').length;
    while (before.length > 0 && after.length > 0 && before[0] === after[0]) {
      before.shift();
      after.shift();
      first += 1;
    }
    while (before.length > 0 && after.length > 0 && before.at(-1) === after.at(-1)) {
      before.pop();
      after.pop();
    }
    return sentence(first, before, after);
  });
}

/** The first sentence of the comment that a written file begins with; '' where it has none. */
export function purposeOf(text: string): string {
  const comment = /^(?:['"]use \w+['"];?\s*)?(?:\/\*\*([\s\S]*?)\*\/|((?:\/\/.*\n)+))/m.exec(text);
  const words = (comment?.[1] ?? comment?.[2] ?? '').replace(/^\s*(\*|\/\/)\s?/gm, '');
  const sentences = words.replace(/\s+/g, ' ').trim();
  return /^.*?[.](?= [A-Z]|$)/.exec(sentences)?.[0] ?? sentences;
}

interface Block {
  /** Whole lines, with the end of the last one. */
  start: number;
  end: number;
  own: Edit[];
}

/** Edits whose lines touch are one change. */
function blocksOf(text: string, edits: readonly Edit[]): Block[] {
  const blocks: Block[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = text.lastIndexOf('\n', edit.start - 1) + 1;
    const next = text.indexOf('\n', edit.end);
    const end = next < 0 ? text.length : next;
    const last = blocks.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.own.push(edit);
    } else blocks.push({ start, end, own: [edit] });
  }
  return blocks;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim());
}

function sentence(first: number, before: readonly string[], after: readonly string[]): string {
  const [old, now] = [before, after].map((lines) => lines.filter((line) => line !== ''));
  const last = first + before.length - 1;
  const place = before.length > 1 ? `lines ${first} to ${last}` : `line ${first}`;
  if (old!.length === 0 && now!.length === 0) return `${place}: a blank line`;
  if (old!.length === 0) return `${place}: added ${shown(now!)}`;
  if (now!.length === 0) return `${place}: removed ${shown(old!)}`;
  return `${place}: ${shown(old!)} is now ${shown(now!)}`;
}

function shown([first = '', ...more]: readonly string[]): string {
  const text = first.length > WIDTH ? `${first.slice(0, WIDTH)}…` : first;
  return more.length > 0 ? `${code(text)} and what follows` : code(text);
}
