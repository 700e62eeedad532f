/** The files of a project read once, and searched as bytes: what is asked of thousands of files costs no text of them. */
import type { Project, ProjectSearch } from '../project.js';
import type { Trigger } from '../source/triggers.js';
import { createWordScan } from '../source/word-scan.js';
import { createGramIndex, type GramIndex } from './gram-index.js';
import { createHeldBytes } from './held-bytes.js';
import type { KnownTexts } from './known-texts.js';
import { textOf, type BytesResult } from './read.js';

/** In bytes. What is beyond it is read again for each search: slower, but no repository is too large. */
const HELD_AT_MOST = 96 << 20;

/** From the third search on an index is made: making it takes about as long as three searches without it. */
const SEARCHES = 3;
/** So many files that matter ask for more searches than that: the index is made before the first. */
const MATTERING = 5;

export interface TextSearch {
  /** The file's bytes: those kept, else read now. Valid until the next call. */
  bytesOf(file: string): BytesResult;
  /** The searches over a list of files. */
  over(files: readonly string[]): ProjectSearch;
  /** What is known of a file that has changed. */
  forget(file: string): void;
}

interface Options {
  /** What an earlier run found out. */
  known?: KnownTexts | undefined;
  /** In bytes. */
  heldAtMost?: number;
}

/** `load` reads a file; it is called once for each file that fits into the bound. */
export function createTextSearch(
  load: (file: string) => BytesResult,
  { known, heldAtMost = HELD_AT_MOST }: Options = {},
): TextSearch {
  const held = createHeldBytes(heldAtMost);
  /** Of files that are not kept: why they have no bytes, or null for those beyond the bound. */
  const others = new Map<string, BytesResult | null>();
  let index: GramIndex | undefined;
  let searches = 0;
  let readInFull = new WeakSet<readonly string[]>();

  function bytesOf(file: string): BytesResult {
    const bytes = held.bytesOf(file);
    if (bytes) return { kind: 'bytes', bytes };
    const other = others.get(file);
    if (other) return other;
    const result = load(file);
    if (result.kind !== 'bytes') others.set(file, result);
    else if (other === undefined) {
      if (!held.keep(file, result.bytes)) others.set(file, null);
      index?.add(file, result.bytes);
    }
    return result;
  }

  /** To look at all bytes once more pays only for those who search often. */
  function indexOf(): GramIndex | undefined {
    if (index || ++searches < SEARCHES) return index;
    index = createGramIndex();
    for (const file of held.files()) index.add(file, held.bytesOf(file)!);
    for (const [file, other] of others) {
      const result = other ?? load(file);
      if (result.kind === 'bytes') index.add(file, result.bytes);
    }
    return index;
  }

  function holds(file: string, bytes: Buffer): boolean {
    const kept = held.bytesOf(file);
    const result = kept ? { kind: 'bytes' as const, bytes: kept } : load(file);
    return result.kind === 'bytes' && result.bytes.includes(bytes);
  }

  /** Reads all of them; what is read already is not looked at again. */
  function readAll(files: readonly string[]): void {
    if (readInFull.has(files)) return;
    for (const file of files) if (!held.has(file) && !others.has(file)) bytesOf(file);
    readInFull.add(files);
  }

  /** Of all files that were read, those that hold the word. */
  function searched(word: string): string[] {
    const bytes = Buffer.from(word);
    const candidates = indexOf()?.candidates(bytes);
    if (candidates) return candidates.filter((file) => holds(file, bytes));
    const found = held.holding(bytes);
    for (const [file, other] of others) if (other === null && holds(file, bytes)) found.push(file);
    return found;
  }

  function matching(files: readonly string[], { test, holds }: Trigger, onFile?: (done: number) => void) {
    const scan = createWordScan(holds);
    const found = files.filter((file, number) => {
      onFile?.(number);
      if (known?.isQuiet(file)) return false;
      const result = bytesOf(file);
      if (result.kind !== 'bytes') return false;
      const { bytes } = result;
      const passes = scan(bytes, 0, bytes.length) && test(textOf(bytes));
      if (!passes) known?.keepQuiet(file);
      return passes;
    });
    if (found.length >= MATTERING) searches = SEARCHES;
    return found;
  }

  function searchOver(files: readonly string[]): ProjectSearch {
    let order: Map<string, number> | undefined;
    let changed: string[] | undefined;
    return {
      matching: (trigger, onFile) => matching(files, trigger, onFile),
      holding(word) {
        const answers = known?.holders(word);
        if (answers) readAll((changed ??= files.filter((file) => !known!.isUnchanged(file))));
        else readAll(files);
        const places = (order ??= new Map(files.map((file, place) => [file, place])));
        const found = [...new Set([...searched(word), ...(answers ?? [])])]
          .filter((file) => places.has(file))
          .sort((a, b) => places.get(a)! - places.get(b)!);
        known?.keepHolders(word, found);
        return found;
      },
    };
  }

  return {
    bytesOf,
    over: searchOver,
    forget(file) {
      held.forget(file);
      others.delete(file);
      index?.forget(file);
      readInFull = new WeakSet();
      known?.forget(file);
    },
  };
}

/** `read` of a project over the same bytes. */
export function textsOf(search: TextSearch): Project['read'] {
  return (file) => {
    const result = search.bytesOf(file);
    if (result.kind === 'bytes') return textOf(result.bytes);
    return { unreadable: result.kind === 'gone' ? 'it is not there' : result.detail };
  };
}
