import { CannotRun } from './errors.js';
import { uncommitted } from './workspace/git.js';
import { journalFolder, lastJournal } from './workspace/journal.js';
import { isSourceFile } from '@grant-migrate/analysis/disk';

/**
 * Comes before anything else when files are to be written: changes that are not committed would be mixed with ours, and a
 * run that crashed must be undone before the next begins. Untracked files count when a rewrite could touch them.
 */
export function guardWorkTree(
  root: string,
  inGit: boolean,
  allowDirty: boolean,
  warn: (text: string) => void,
): void {
  const last = lastJournal(root);
  if (last !== undefined && !last.complete)
    throw new CannotRun(
      'An earlier run was stopped while it wrote files.',
      'Bring them back first: grant-migrate undo',
    );
  if (allowDirty) return;
  if (!inGit) {
    warn(`There is no git here; the only way back is grant-migrate undo, which needs ${journalFolder}/.`);
    return;
  }
  const files = uncommitted(root).filter(({ file, tracked }) => tracked || mayBeRewritten(file));
  if (files.length === 0) return;
  const names = files.slice(0, 3).map(({ file }) => file);
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  throw new CannotRun(
    `There are changes that are not committed: ${names.join(', ')}${more}.`,
    'Commit or stash them, so that the rewrite can be seen and taken back by itself, or add --allow-dirty.',
  );
}

function mayBeRewritten(file: string): boolean {
  return isSourceFile(file) || /(?:^|\/)package\.json$/.test(file);
}
