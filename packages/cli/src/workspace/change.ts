import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Edit, Plan } from '@grant-migrate/codemods';
import { asUtf8, decode, isWithin } from '@grant-migrate/analysis/disk';
import { CannotRun, whyNot } from '../errors.js';
import { sha256 } from './hash.js';

/** One file as it is and as it shall be. `before` is null for a file that is created. */
export interface FileChange {
  file: string;
  before: Buffer | null;
  after: Buffer;
}

/**
 * A plan's changes against the files as they are now. Refuses on drift: a file that is not, byte for byte, what the plan
 * saw, or a file to be created that is there by now. Offsets would point to other code.
 */
export function changesOf(
  plan: Plan,
  root: string,
  applyEdits: (text: string, edits: Edit[]) => string,
): FileChange[] {
  const changes: FileChange[] = [];
  for (const [file, edits] of editsByFile(plan.edits)) {
    const before = readBytes(root, file);
    if (before === null) throw drift(file, 'is not there any more');
    if (plan.hashes[file] !== sha256(before)) throw drift(file, 'has changed since the plan was made');
    const decoded = decode(asUtf8(before));
    if (decoded.kind !== 'text') throw drift(file, 'is not UTF-8');
    changes.push({ file, before, after: Buffer.from(applyEdits(decoded.text, edits)) });
  }
  for (const { file, text } of plan.created) {
    if (readBytes(root, file) !== null) throw drift(file, 'was to be created and is there by now');
    changes.push({ file, before: null, after: Buffer.from(text) });
  }
  return changes;
}

function editsByFile(edits: Edit[]): Map<string, Edit[]> {
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return byFile;
}

/** The absolute path of a file that a plan or a journal names. Both are files that anybody could have edited. */
export function pathInRoot(root: string, file: string): string {
  const path = resolve(root, file);
  if (isAbsolute(file) || path === root || !isWithin(path, root))
    throw new CannotRun(`"${file}" lies outside of ${root}, and nothing there is touched.`);
  return path;
}

/** The bytes, or null when no such file is there. */
export function readBytes(root: string, file: string): Buffer | null {
  try {
    return readFileSync(pathInRoot(root, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`Cannot read ${file}: ${whyNot(error)}. Nothing was written.`);
  }
}

function drift(file: string, what: string): CannotRun {
  return new CannotRun(
    `${file} ${what}. Nothing was written.`,
    'Make the plan again: grant-migrate migrate shows it, --out FILE keeps it.',
  );
}
