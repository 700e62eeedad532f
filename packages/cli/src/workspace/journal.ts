/**
 * The undo journal: the bytes of every file before a run changed it. It is on the disk before the first file changes, so
 * that `undo` also works after a crash in mid-write. What state a file is in is told by its bytes, never by a note about it.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotRun, whyNot } from '../errors.js';
import type { FileChange } from './change.js';
import { pathInRoot } from './change.js';
import { sha256 } from './hash.js';

export const journalFolder = '.grant-migrate';

interface JournalEntry {
  file: string;
  /** SHA-256 of the original, and the file in the journal that holds it; null when the run created the file. */
  before: { sha256: string; copy: string } | null;
  after: { sha256: string };
}

interface Journal {
  version: 1;
  /** What the person ran. */
  command: string;
  /** ISO 8601. */
  began: string;
  entries: JournalEntry[];
  /** Directories that the run creates, outermost first. */
  directories: string[];
}

/** A journal and where it lies. */
export interface StoredJournal {
  folder: string;
  journal: Journal;
  /** False when the run that wrote it did not come to its end. */
  complete: boolean;
}

/** Writes the originals of what is about to change; when this returns they are on the disk. */
export function beginJournal(root: string, command: string, changes: FileChange[]): StoredJournal {
  const base = join(root, journalFolder);
  const began = new Date().toISOString();
  try {
    mkdirSync(base, { recursive: true });
    writeDurably(join(base, '.gitignore'), '*\n');
    const folder = join(base, `undo-${began.replaceAll(/[:.]/g, '-')}-${process.pid}`);
    mkdirSync(folder);
    const entries = changes.map(({ file, before, after }, i): JournalEntry => {
      const copy = `${i}.original`;
      if (before !== null) writeDurably(join(folder, copy), before);
      return {
        file,
        before: before === null ? null : { sha256: sha256(before), copy },
        after: { sha256: sha256(after) },
      };
    });
    const journal: Journal = {
      version: 1,
      command,
      began,
      entries,
      directories: newDirectories(root, changes),
    };
    // A folder without journal.json was never finished, and then no file has been changed either.
    writeDurably(join(folder, 'journal.tmp'), JSON.stringify(journal, null, 2));
    renameSync(join(folder, 'journal.tmp'), join(folder, 'journal.json'));
    syncDirectory(folder);
    syncDirectory(base);
    return { folder, journal, complete: false };
  } catch (error) {
    throw new CannotRun(
      `Cannot write the undo journal in ${base}: ${whyNot(error)}. Nothing was changed.`,
      'The journal is what brings your files back; without it nothing is written.',
    );
  }
}

/** Notes that the run came to its end. */
export function completeJournal({ folder }: StoredJournal): void {
  writeDurably(join(folder, 'complete'), '');
}

/** The journal of the last run that has not been undone. */
export function lastJournal(root: string): StoredJournal | undefined {
  const base = join(root, journalFolder);
  if (!statSync(base, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const name = readdirSync(base)
    .filter((entry) => entry.startsWith('undo-') && existsSync(join(base, entry, 'journal.json')))
    .sort()
    .at(-1);
  if (name === undefined) return undefined;
  const folder = join(base, name);
  try {
    const journal = JSON.parse(readFileSync(join(folder, 'journal.json'), 'utf8')) as Journal;
    return { folder, journal, complete: existsSync(join(folder, 'complete')) };
  } catch (error) {
    throw new CannotRun(`The undo journal ${folder} cannot be read: ${whyNot(error)}.`);
  }
}

/** Forgets a journal, and the folder around it when it was the last. */
export function dropJournal(root: string, { folder }: StoredJournal): void {
  rmSync(folder, { recursive: true, force: true });
  const base = join(root, journalFolder);
  const others = readdirSync(base).filter((entry) => entry.startsWith('undo-'));
  for (const entry of others)
    // Begun and never finished: no file was changed on its account.
    if (!existsSync(join(base, entry, 'journal.json')))
      rmSync(join(base, entry), { recursive: true, force: true });
  if (!others.some((entry) => existsSync(join(base, entry)))) {
    rmSync(join(base, '.gitignore'), { force: true });
    removeIfEmpty(base);
  }
}

export function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // Something of somebody else's is in it, or it is gone already.
  }
}

function newDirectories(root: string, changes: FileChange[]): string[] {
  const found = new Set<string>();
  for (const { file } of changes) {
    pathInRoot(root, file);
    for (let parent = dirname(file); parent !== '.'; parent = dirname(parent))
      if (!existsSync(join(root, parent))) found.add(parent);
  }
  return [...found].sort();
}

function writeDurably(path: string, content: Buffer | string): void {
  const descriptor = openSync(path, 'w');
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes names in a directory durable. Windows cannot, and does not need it. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
