/**
 * Which files may hold a word, by the runs of four bytes that stand in them. It leaves out nearly all files that do not, and
 * never one that does: what is left is looked at itself. Without it a search takes time by the size of all texts, and the
 * number of searches grows with that size as well.
 *
 * The texts, one after another, are cut into pages, large files into many and small ones together, so that no page holds too
 * many runs to tell anything. Pages lie in blocks of 32, one bit each in a block's 8,192 words; a run's hash chooses the word.
 * A block is 32 KB: it stays in the fastest memory while its pages are taken in, and a search reads a few words of each.
 */

const RUN = 4;
const WORDS = 1 << 13;
const PAGES = 32;
/** In bytes; a page has about half as many different runs. */
const PAGE = 4096;
/** A word may begin in one page and end in the next: each page also takes in what of the file follows it. */
const LONGEST = 64;

export interface GramIndex {
  add(file: string, bytes: Uint8Array): void;
  forget(file: string): void;
  /** Files that may hold the word; undefined for words that are too short to tell. */
  candidates(word: Uint8Array): string[] | undefined;
}

export function createGramIndex(): GramIndex {
  const blocks: Uint32Array[] = [];
  /** The files of each page. */
  const pages: string[][] = [];
  const files = new Set<string>();
  let room = 0;

  function turn(): void {
    if (pages.length % PAGES === 0) blocks.push(new Uint32Array(WORDS));
    pages.push([]);
    room = PAGE;
  }

  return {
    forget: (file) => files.delete(file),
    add(file, bytes) {
      files.add(file);
      for (let start = 0; start < bytes.length;) {
        if (room === 0) turn();
        const end = Math.min(bytes.length, start + room);
        const bit = 1 << ((pages.length - 1) % PAGES);
        takeIn(blocks.at(-1)!, bit, bytes, start, Math.min(bytes.length, end + LONGEST));
        pages.at(-1)!.push(file);
        room -= end - start;
        start = end;
      }
    },
    candidates(word) {
      if (word.length < RUN) return undefined;
      const places = hashesOf(word.subarray(0, LONGEST));
      const found = new Set<string>();
      blocks.forEach((block, at) => {
        let left = ~0;
        for (let i = 0; i < places.length && left !== 0; i++) left &= block[places[i]!]!;
        for (; left !== 0; left &= left - 1) {
          const page = pages[at * PAGES + 31 - Math.clz32(left & -left)];
          for (const file of page ?? []) if (files.has(file)) found.add(file);
        }
      });
      return [...found];
    },
  };
}

function takeIn(block: Uint32Array, bit: number, bytes: Uint8Array, start: number, end: number): void {
  let run = 0;
  for (let at = start; at < end; at++) {
    run = (run << 8) | bytes[at]!;
    // The first runs hold zeroes before the text: a bit too many does no harm.
    block[hashOf(run)]! |= bit;
  }
}

function hashesOf(word: Uint8Array): number[] {
  let run = 0;
  const hashes = new Set<number>();
  word.forEach((byte, at) => {
    run = (run << 8) | byte;
    if (at >= RUN - 1) hashes.add(hashOf(run));
  });
  return [...hashes];
}

/** Knuth's multiplicative hash, the highest 13 bits of it. */
const hashOf = (run: number) => Math.imul(run, 0x9e3779b1) >>> 19;
