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
