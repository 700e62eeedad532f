/** A person's own words at a site: the file as it would be with this rewrite alone, in the person's editor. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Plan } from '@grant-migrate/codemods';
import { applyPatch, structuredPatch } from 'diff';
import type { Codemods } from '../engine.js';
import { CannotRun } from '../errors.js';
import { changesOf } from '../workspace/change.js';
import { withTexts, type NewText } from './with-texts.js';

export interface EditedSite {
  file: string;
  /** What was proposed, and what the person made of it. */
  proposed: string;
  edited: string;
}

/** Opens the text in `$VISUAL` or `$EDITOR`, waits until that ends, and gives what it left; or says how it failed. */
export function editText(file: string, text: string): string | { failed: string } {
  const { VISUAL, EDITOR } = process.env;
  const editor = VISUAL || EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi');
  const folder = mkdtempSync(join(tmpdir(), 'grant-migrate-edit-'));
  try {
    // By a shell, as git does: the variable may hold arguments. A repository's file names are not for a shell to read.
    const path = join(folder, basename(file).replace(/[^\w.-]/g, '_'));
    writeFileSync(path, text);
    const { status, error } = spawnSync(`${editor} "${path}"`, { shell: true, stdio: 'inherit' });
    if (error || status !== 0) return { failed: `The editor (${editor}) failed, so its text was not taken.` };
    return readFileSync(path, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The plan with what people made of its sites; several edits of one file are put together line by line. */
export function withEditedSites(
  plan: Plan,
  edited: readonly EditedSite[],
  root: string,
  applyEdits: Codemods['applyEdits'],
): Plan {
  const texts = new Map<string, NewText>();
  for (const { file, before, after } of changesOf(plan, root, applyEdits)) {
    const planned = after.toString('utf8');
    const text = edited
      .filter((one) => one.file === file)
      .reduce((text, { proposed, edited }) => {
        const merged = applyPatch(text, structuredPatch('', '', proposed, edited, '', '', { context: 2 }), {
          autoConvertLineEndings: false,
        });
        if (merged === false) throw together(file);
        return merged;
      }, planned);
    if (text !== planned) texts.set(file, { before: before?.toString('utf8') ?? '', text });
  }
  return withTexts(plan, texts);
}

function together(file: string): CannotRun {
  return new CannotRun(
    `What you edited in ${file} lies where another of its sites changes something. Nothing was written.`,
    'Migrate one of them, then the other one.',
  );
}
