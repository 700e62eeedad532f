import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { CannotRun } from '../errors.js';
import { pathInRoot, readBytes } from './change.js';
import { sha256 } from './hash.js';
import { dropJournal, removeIfEmpty, type StoredJournal } from './journal.js';

export interface Restored {
  /** Files put back byte for byte. */
  restored: string[];
  /** Files that the run had created and that are removed again. */
  removed: string[];
}

/**
 * Brings back every file of a journal. A file that is neither as the run found it nor as the run left it has been worked on
 * since: then nothing at all is restored, and the files are named.
 */
export async function restore(root: string, stored: StoredJournal): Promise<Restored> {
  const { entries, directories } = stored.journal;
  const states = entries.map(({ file, before, after }) => {
    const bytes = readBytes(root, file);
    const found = bytes === null ? null : sha256(bytes);
    if (found === (before?.sha256 ?? null)) return 'before';
    return found === after.sha256 ? 'after' : 'changed';
  });
  const changed = entries.filter((_, i) => states[i] === 'changed').map(({ file }) => file);
  if (changed.length > 0)
    throw new CannotRun(
      `${list(changed)} changed since, so nothing was restored.`,
      `The originals are in ${stored.folder}; journal.json there says which is which.`,
    );
  const result: Restored = { restored: [], removed: [] };
  for (const [i, { file, before }] of entries.entries()) {
    if (states[i] === 'before') continue;
    const path = pathInRoot(root, file);
    if (before === null) {
      rmSync(path);
      result.removed.push(file);
    } else {
      const original = readFileSync(join(stored.folder, before.copy));
      if (sha256(original) !== before.sha256)
        throw new CannotRun(`The copy of ${file} in ${stored.folder} is damaged; it was not restored.`);
      await writeFileAtomic(path, original);
      result.restored.push(file);
    }
  }
  for (const directory of directories.toReversed()) removeIfEmpty(join(root, directory));
  dropJournal(root, stored);
  return result;
}

function list(files: string[]): string {
  const shown = files.slice(0, 3).join(', ');
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}
