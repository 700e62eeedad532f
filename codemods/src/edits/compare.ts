import type { Edit } from '../plan.js';

/** An edit of a file that goes without saying. */
type TextEdit = Omit<Edit, 'file'>;

export function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** True for two edits of one file that change the same text, each otherwise. */
export function conflicts(a: TextEdit, b: TextEdit): boolean {
  return !isSame(a, b) && a.start < b.end && b.start < a.end;
}

/** One of each: two sites may want the same of a file that both concern. */
export function withoutTwins(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter((edit) => {
    const key = JSON.stringify([edit.file, edit.start, edit.end, edit.text]);
    return !seen.has(key) && seen.add(key);
  });
}
