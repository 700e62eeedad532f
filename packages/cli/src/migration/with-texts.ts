/** A plan whose files come out with other texts than it planned: formatted, or edited by a person. */
import type { Edit, Plan } from '@grant-migrate/codemods';
import { diffLines } from 'diff';

export interface NewText {
  /** The text on disk; empty for a file that is created. */
  before: string;
  text: string;
}

export function withTexts(plan: Plan, texts: ReadonlyMap<string, NewText>): Plan {
  const created = plan.created.map((one) => ({ ...one, text: texts.get(one.file)?.text ?? one.text }));
  const edits = plan.edits.filter(({ file }) => !texts.has(file));
  const indexes = new Map<string, number[]>();
  for (const [file, { before, text }] of texts) {
    if (!plan.edits.some((edit) => edit.file === file)) continue;
    const own = lineEdits(file, before, text);
    indexes.set(
      file,
      own.map((edit) => edits.push(edit) - 1),
    );
  }
  // Whose a changed line is cannot be told any more: all edits of the file are each site's that had one in it.
  const moved = plan.edits.map((edit) => indexes.get(edit.file) ?? [edits.indexOf(edit)]);
  const sites = plan.sites.map((site) => ({
    ...site,
    edits: [...new Set(site.edits.flatMap((index) => moved[index]!))],
  }));
  return { ...plan, created, edits, sites };
}

/** The lines that differ, as edits of the text on disk. */
export function lineEdits(file: string, before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let open: Edit | undefined;
  for (const { value, added, removed } of diffLines(before, after)) {
    if (!added && !removed) {
      at += value.length;
      open = undefined;
      continue;
    }
    if (open === undefined) edits.push((open = { file, start: at, end: at, text: '' }));
    if (added) open.text += value;
    else open.end = at += value.length;
  }
  return edits;
}
