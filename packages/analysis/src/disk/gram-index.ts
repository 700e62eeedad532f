/**
 * Which files may hold a word, by the runs of four bytes that stand in them. It leaves out nearly all files that do not, and
 * never one that does: what is left is looked at itself. Without it a search takes time by the size of all texts, and the
 * number of searches grows with that size as well.
 *
 * Files lie in blocks of 32, one bit each in a block's 8,192 words; a run's hash chooses the word. A block is 32 KB: it stays
 * in the fastest memory while its files are taken in, and a search reads a few words of each.
 */

const RUN = 4;
const WORDS = 1 << 13;
const FILES = 32;

export interface GramIndex {
  add(file: string, bytes: Uint8Array): void;
  forget(file: string): void;
  /** Files that may hold the word; undefined for words that are too short to tell. */
  candidates(word: Uint8Array): string[] | undefined;
}

export function createGramIndex(): GramIndex {
  const blocks: Uint32Array[] = [];
  const files: (string | undefined)[] = [];
  const numbers = new Map<string, number>();

  function forget(file: string): void {
    const number = numbers.get(file);
    if (number !== undefined) files[number] = undefined;
    numbers.delete(file);
  }

  return {
    forget,
    add(file, bytes) {
      forget(file);
      const number = files.push(file) - 1;
      numbers.set(file, number);
      if (number % FILES === 0) blocks.push(new Uint32Array(WORDS));
      takeIn(blocks.at(-1)!, 1 << (number % FILES), bytes);
    },
    candidates(word) {
      if (word.length < RUN) return undefined;
      const places = hashesOf(word);
      const found: string[] = [];
      blocks.forEach((block, at) => {
        let left = ~0;
        for (let i = 0; i < places.length && left !== 0; i++) left &= block[places[i]!]!;
        for (; left !== 0; left &= left - 1) {
          const file = files[at * FILES + 31 - Math.clz32(left & -left)];
          if (file !== undefined) found.push(file);
        }
      });
      return found;
    },
  };
}

function takeIn(block: Uint32Array, bit: number, bytes: Uint8Array): void {
  let run = 0;
  for (let at = 0; at < bytes.length; at++) {
    run = (run << 8) | bytes[at]!;
    // The first runs of a text hold zeroes before it: a bit too many does no harm.
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
