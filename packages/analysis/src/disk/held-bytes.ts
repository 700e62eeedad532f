/**
 * The bytes of many files side by side in a few large buffers, outside of the heap that is swept for garbage. A search for a
 * word runs over a whole buffer at once.
 */

/** In bytes. A file that is larger than what is left of a buffer opens the next one. */
const BUFFER = 8 << 20;

interface Shelf {
  buffer: Buffer;
  used: number;
  files: string[];
  starts: number[];
  ends: number[];
}

export interface HeldBytes {
  /** Keeps a copy; false when the bound is reached. Each file is kept once at most. */
  keep(file: string, bytes: Buffer): boolean;
  has(file: string): boolean;
  files(): Iterable<string>;
  /** Undefined when the file is not kept. */
  bytesOf(file: string): Buffer | undefined;
  /** The file is not kept any more; its place stays taken. */
  forget(file: string): void;
  /** The kept files that hold the word anywhere. */
  holding(word: Buffer): string[];
}

/** `atMost` is in bytes. */
export function createHeldBytes(atMost: number): HeldBytes {
  const shelves: Shelf[] = [];
  const places = new Map<string, { shelf: Shelf; at: number }>();
  let left = atMost;

  return {
    keep(file, bytes) {
      if (bytes.length > left) return false;
      left -= bytes.length;
      let shelf = shelves.at(-1);
      if (!shelf || shelf.buffer.length - shelf.used < bytes.length)
        shelves.push((shelf = emptyShelf(Math.max(BUFFER, bytes.length))));
      bytes.copy(shelf.buffer, shelf.used);
      places.set(file, { shelf, at: shelf.files.length });
      shelf.files.push(file);
      shelf.starts.push(shelf.used);
      shelf.ends.push((shelf.used += bytes.length));
      return true;
    },
    has: (file) => places.has(file),
    files: () => places.keys(),
    bytesOf(file) {
      const place = places.get(file);
      return place?.shelf.buffer.subarray(place.shelf.starts[place.at], place.shelf.ends[place.at]);
    },
    forget: (file) => places.delete(file),
    holding: (word) =>
      shelves.flatMap((shelf) =>
        searched(shelf, word)
          .filter((at) => {
            const place = places.get(shelf.files[at]!);
            return place?.shelf === shelf && place.at === at;
          })
          .map((at) => shelf.files[at]!),
      ),
  };
}

function emptyShelf(size: number): Shelf {
  return { buffer: Buffer.allocUnsafeSlow(size), used: 0, files: [], starts: [], ends: [] };
}

/** The places on a shelf whose bytes hold the word. */
function searched({ buffer, used, ends }: Shelf, word: Buffer): number[] {
  if (word.length === 0) return [...ends.keys()];
  const found: number[] = [];
  const bytes = buffer.subarray(0, used);
  let at = 0;
  for (let hit = bytes.indexOf(word); hit >= 0;) {
    while (ends[at]! <= hit) at++;
    // A word that begins in one file and ends in the next stands in neither.
    const whole = hit + word.length <= ends[at]!;
    if (whole) found.push(at);
    hit = bytes.indexOf(word, whole ? ends[at]! : hit + 1);
  }
  return found;
}
