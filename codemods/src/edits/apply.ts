import MagicString from 'magic-string';
import { EditConflictError } from '../errors.js';
import type { Edit } from '../plan.js';

/** Edits in source order; at one place, insertions stand before what replaces text from there on. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Applies the edits of one file to its text.
 * @throws EditConflictError when two edits touch the same text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = inOrder(edits);
  const result = new MagicString(text);
  let previous: Edit | undefined;
  for (const edit of ordered) {
    if (previous && edit.start < previous.end) throw new EditConflictError(edit.file, previous, edit);
    if (edit.start === edit.end) result.appendLeft(edit.start, edit.text);
    else result.update(edit.start, edit.end, edit.text);
    if (!previous || edit.end >= previous.end) previous = edit;
  }
  return result.toString();
}
