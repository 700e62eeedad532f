/** A project on disk for a process that lives on: each file is read once, and again when it changed. */
import { posix } from 'node:path';
import type { Project } from '../project.js';
import { listFiles } from './listing.js';
import { readText } from './read.js';
import type { Root } from './root.js';
import { stampOf, type Stamp } from './stamp.js';

type Text = ReturnType<Project['read']>;

export interface DiskProject extends Project {
  /** Whether `files` holds the file. */
  lists(file: string): boolean;
  /** True when the file on disk is no longer the one that was read. */
  isStale(file: string): boolean;
  /** Forgets what changed on disk since it was read or listed, and says whether anything did. */
  refresh(): boolean;
}

/** In characters. Texts beyond it are read again each time: slower, but no repository is too large. */
const HELD_AT_MOST = 150_000_000;

/** Lists the files of `root` now and reads them when asked. Whatever git or a walk does not list can be read all the same. */
export function createDiskProject(root: Root, heldAtMost = HELD_AT_MOST): DiskProject {
  const pathOf = (file: string) => `${root.directory}/${file}`;
  const held = new Map<string, { stamp: Stamp; text: Text | undefined }>();
  let size = 0;
  let files = listFiles(root);
  let listed = new Set(files);
  let folders = stampFolders();

  /** A file that is added or removed changes the time of its folder: no need to list anew to see that nothing came. */
  function stampFolders(): Map<string, Stamp> {
    const stamps = new Map<string, Stamp>([['', stampOf(root.directory)]]);
    for (const file of files) {
      let folder = posix.dirname(file);
      for (; folder !== '.' && !stamps.has(folder); folder = posix.dirname(folder))
        stamps.set(folder, stampOf(pathOf(folder)));
    }
    return stamps;
  }

  function read(file: string): Text {
    const known = held.get(file);
    if (known?.text !== undefined) return known.text;
    // Before reading: what is written in between makes the text stale, never fresh.
    const stamp = stampOf(pathOf(file));
    const result = stamp === null ? ({ kind: 'gone' } as const) : readText(pathOf(file));
    const text: Text =
      result.kind === 'text'
        ? result.text
        : { unreadable: result.kind === 'gone' ? 'it is not there' : result.detail };
    const length = typeof text === 'string' ? text.length : 0;
    const keep = size + length <= heldAtMost;
    if (keep) size += length;
    held.set(file, { stamp, text: keep ? text : undefined });
    return text;
  }

  function forget(file: string): void {
    const text = held.get(file)?.text;
    if (typeof text === 'string') size -= text.length;
    held.delete(file);
  }

  const isStale = (file: string) => {
    const known = held.get(file);
    return known !== undefined && known.stamp !== stampOf(pathOf(file));
  };

  /** Lists anew when a folder changed; true when the list did. */
  function relist(): boolean {
    if (
      ![...folders].some(
        ([folder, stamp]) => stampOf(folder === '' ? root.directory : pathOf(folder)) !== stamp,
      )
    )
      return false;
    const before = files;
    files = listFiles(root);
    listed = new Set(files);
    folders = stampFolders();
    return files.length !== before.length || files.some((file, index) => file !== before[index]);
  }

  return {
    root: root.directory,
    get files() {
      return files;
    },
    read,
    lists: (file) => listed.has(file),
    isStale,
    refresh() {
      const stale = [...held.keys()].filter(isStale);
      stale.forEach(forget);
      return relist() || stale.length > 0;
    },
  };
}
