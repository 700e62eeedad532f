/** A project on disk for a process that lives on: each file is read once, and again when it changed. */
import { posix } from 'node:path';
import type { Project, ProjectSearch } from '../project.js';
import { createKnownFacts } from './known-facts.js';
import { listFiles } from './listing.js';
import { openCache } from './project-cache.js';
import { readBytes, type BytesResult } from './read.js';
import type { Root } from './root.js';
import { lastingStampOf, stampOf, type Stamp } from './stamp.js';
import { createTextSearch, textsOf } from './text-search.js';

export interface DiskProject extends Project {
  /** Whether `files` holds the file. */
  lists(file: string): boolean;
  /** The searches over these files, listed or not. */
  searchOver(files: readonly string[]): ProjectSearch;
  /** True when the file on disk is no longer the one that was read. */
  isStale(file: string): boolean;
  /** Forgets what changed on disk since it was read or listed, and says whether anything did. */
  refresh(): boolean;
  /** Keeps for later processes what this one found out. */
  remember(): void;
}

/** Lists the files of `root` now and reads them when asked. Whatever git or a walk does not list can be read all the same. */
export function createDiskProject(root: Root, heldAtMost?: number): DiskProject {
  const began = Date.now();
  const pathOf = (file: string) => `${root.directory}/${file}`;
  const stamps = new Map<string, Stamp>();
  let files = listFiles(root);
  let listed = new Set(files);
  let folders = stampFolders();
  const cache = openCache({
    root: root.directory,
    size: files.length,
    source: 'disk',
    identityOf: (file) => lastingStampOf(pathOf(file), began),
  });
  const search = createTextSearch(load, {
    known: cache?.texts,
    ...(heldAtMost !== undefined && { heldAtMost }),
  });
  let searches = search.over(files);

  function load(file: string): BytesResult {
    // Before reading: what is written in between makes the text stale, never fresh.
    const stamp = stampOf(pathOf(file));
    stamps.set(file, stamp);
    return stamp === null ? { kind: 'gone' } : readBytes(pathOf(file));
  }

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

  function isStale(file: string): boolean {
    const stamp = stamps.get(file);
    if (stamp !== undefined) return stamp !== stampOf(pathOf(file));
    // Never read in this process, because it is what it was in an earlier one.
    return cache !== undefined && cache.texts.isUnchanged(file) && !cache.texts.isStillUnchanged(file);
  }

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
    searches = search.over(files);
    return files.length !== before.length || files.some((file, index) => file !== before[index]);
  }

  return {
    root: root.directory,
    get files() {
      return files;
    },
    read: textsOf(search),
    get search() {
      return searches;
    },
    // Without a place for a cache, facts are kept as long as the process lives.
    stored: cache?.facts ?? createKnownFacts({ read: () => undefined, write: () => undefined }),
    lists: (file) => listed.has(file),
    searchOver: search.over,
    isStale,
    refresh() {
      const stale = [...new Set([...stamps.keys(), ...files])].filter(isStale);
      for (const file of stale) {
        search.forget(file);
        stamps.delete(file);
      }
      return relist() || stale.length > 0;
    },
    remember: () => cache?.save(files),
  };
}
