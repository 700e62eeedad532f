/** The files of a project read once, and searched as bytes: what is asked of thousands of files costs no text of them. */
import type { Project, ProjectSearch } from '../project.js';
import type { Trigger } from '../source/triggers.js';
import { createWordScan } from '../source/word-scan.js';
import { createHeldBytes } from './held-bytes.js';
import { textOf, type BytesResult } from './read.js';

/** In bytes. What is beyond it is read again for each search: slower, but no repository is too large. */
const HELD_AT_MOST = 224 << 20;

export interface TextSearch extends ProjectSearch {
  /** The file's bytes: those kept, else read now. Valid until the next call. */
  bytesOf(file: string): BytesResult;
}

/** `load` reads a file; it is called once for each of `files` that fits into the bound. */
export function createTextSearch(
  files: readonly string[],
  load: (file: string) => BytesResult,
  heldAtMost = HELD_AT_MOST,
): TextSearch {
  const held = createHeldBytes(heldAtMost);
  const failed = new Map<string, BytesResult>();
  /** Of files that were read and not kept. */
  const beyond = new Set<number>();
  let numbers: Map<string, number> | undefined;
  let read = 0;

  function loaded(number: number): BytesResult {
    const file = files[number]!;
    const result = load(file);
    if (result.kind !== 'bytes') failed.set(file, result);
    else if (!held.keep(number, result.bytes)) beyond.add(number);
    return result;
  }

  function bytesAt(number: number): BytesResult {
    if (number === read) {
      read++;
      return loaded(number);
    }
    const bytes = held.bytesOf(number);
    return bytes ? { kind: 'bytes', bytes } : (failed.get(files[number]!) ?? load(files[number]!));
  }

  return {
    bytesOf(file) {
      numbers ??= new Map(files.map((name, number) => [name, number]));
      const number = numbers.get(file);
      return number === undefined || number > read ? load(file) : bytesAt(number);
    },
    matching({ test, holds }: Trigger, onFile) {
      const scan = createWordScan(holds);
      const found: string[] = [];
      for (let number = 0; number < files.length; number++) {
        onFile?.(number);
        const result = bytesAt(number);
        if (result.kind !== 'bytes' || !scan(result.bytes, 0, result.bytes.length)) continue;
        if (test(textOf(result.bytes))) found.push(files[number]!);
      }
      return found;
    },
    holding(word) {
      while (read < files.length) bytesAt(read);
      const bytes = Buffer.from(word);
      const found = held.holding(bytes);
      for (const number of beyond) {
        const result = load(files[number]!);
        if (result.kind === 'bytes' && result.bytes.includes(bytes)) found.push(number);
      }
      return found.sort((a, b) => a - b).map((number) => files[number]!);
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
