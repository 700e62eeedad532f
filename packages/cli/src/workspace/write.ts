import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { CannotRun, whyNot } from '../errors.js';
import { Interrupted } from '../interrupted.js';
import { pathInRoot, readBytes, type FileChange } from './change.js';
import { beginJournal, completeJournal, dropJournal, removeIfEmpty } from './journal.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes all changes or none. Each file is replaced in one step and keeps its mode. A failure or a signal in between puts
 * back what was written; a crash leaves the journal, and `undo` puts it back.
 */
export async function writeChanges(root: string, command: string, changes: FileChange[]): Promise<void> {
  for (const change of changes) demandWritable(root, change);
  const stored = beginJournal(root, command, changes);
  let signal: string | undefined;
  const onSignal = (name: string) => {
    signal = name;
  };
  for (const name of signals) process.on(name, onSignal);
  const written: FileChange[] = [];
  const rollBack = async () => {
    for (const change of written) await putBack(root, change);
    for (const directory of stored.journal.directories.toReversed()) removeIfEmpty(join(root, directory));
    dropJournal(root, stored);
  };
  try {
    for (const change of changes) {
      if (signal !== undefined) break;
      const path = pathInRoot(root, change.file);
      // An editor may have saved while the rewrite was checked; its work must not be lost.
      const now = readBytes(root, change.file);
      if (now === null ? change.before !== null : !(change.before?.equals(now) ?? false))
        throw new Error('it has changed meanwhile');
      if (change.before === null) mkdirSync(dirname(path), { recursive: true });
      await writeFileAtomic(path, change.after);
      written.push(change);
    }
    if (signal === undefined) return completeJournal(stored);
    await rollBack();
  } catch (error) {
    const failed = changes[written.length];
    await rollBack().catch((second: unknown) => {
      throw new CannotRun(
        `Cannot write ${failed?.file}: ${whyNot(error)}. Putting the others back failed too: ${whyNot(second)}.`,
        'Their originals are kept. When the cause is mended: grant-migrate undo',
      );
    });
    throw new CannotRun(`Cannot write ${failed?.file}: ${whyNot(error)}. Every file is as it was before.`);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
  throw new Interrupted('Interrupted. Every file is as it was before.');
}

async function putBack(root: string, { file, before }: FileChange): Promise<void> {
  const path = pathInRoot(root, file);
  if (before === null) rmSync(path, { force: true });
  else await writeFileAtomic(path, before);
}

/** Replacing a file needs the directory alone; a file marked read-only is refused all the same, because somebody meant it. */
function demandWritable(root: string, { file, before }: FileChange): void {
  const path = pathInRoot(root, file);
  try {
    if (before !== null) {
      accessSync(path, constants.W_OK);
      accessSync(dirname(path), constants.W_OK);
    }
  } catch (error) {
    throw new CannotRun(`Cannot write ${file}: ${whyNot(error)}. Nothing was changed.`);
  }
}
