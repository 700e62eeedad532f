/** One file of the cache: written in one step, read only when it is whole and of this very build. */
import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

export interface CacheFile<T> {
  /** Undefined for a file that is not there, is damaged, or was written by another build. */
  read(): T | undefined;
  /** A cache that cannot be written is no reason to fail: the next run takes as long as this one. */
  write(value: T): void;
}

let written = 0;

/** `build` tells apart what must not be read by each other: versions of the analysis. */
export function cacheFile<T>(path: string, build: string): CacheFile<T> {
  const head = (body: string) => `${build} ${crc32(body)}\n`;
  return {
    read() {
      try {
        const text = readFileSync(path, 'utf8');
        const body = text.slice(text.indexOf('\n') + 1);
        return text.startsWith(head(body)) ? (JSON.parse(body) as T) : undefined;
      } catch {
        return undefined;
      }
    },
    write(value) {
      const body = JSON.stringify(value);
      // Of two runs that write at once the later one wins, and a reader sees one or the other.
      const beside = `${path}.${process.pid}-${written++}`;
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(beside, head(body) + body);
        renameSync(beside, path);
      } catch {
        removeIfThere(beside);
      }
    },
  };
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Nothing was written.
  }
}
