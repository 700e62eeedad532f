/**
 * The texts of a project, read when asked for, and which of them hold a word. Not an index in the strict sense: building
 * one takes longer than all the searches of a run, each of which takes milliseconds.
 */
import type { Project } from '../project.js';
import type { Trigger } from '../source/triggers.js';

export interface TextIndex {
  /** The file's text; null when it cannot be read. */
  text(file: string): string | null;
  /** The project's files whose text passes, in the project's order. `onFile`: the number of files looked at so far. */
  matching(trigger: Trigger, onFile?: (done: number) => void): string[];
  /** True when the file's text holds the word, anywhere. */
  has(file: string, word: string): boolean;
  /** The project's files that hold all of the words, in the project's order; all files for no words. */
  candidates(words: readonly string[]): string[];
  /** Drops what is known of a file that has changed, for hosts that live on (ESLint in an editor). */
  forget(file: string): void;
}

/** In characters. Texts beyond it are read again each time: slower, but no repository is too large. */
const HELD_AT_MOST = 150_000_000;
/** Words that stand in so many files that a search for them takes as long as looking at one file is quick. */
const SHORT = 4;
/** Where the host searches, it holds the texts as well. */
const HELD_BESIDE_SEARCH = 10_000_000;

export function createTextIndex(
  project: Project,
  heldAtMost = project.search ? HELD_BESIDE_SEARCH : HELD_AT_MOST,
): TextIndex {
  const held = new Map<string, string | null>();
  const searches = new Map<string, string[]>();
  const sets = new Map<string, ReadonlySet<string>>();
  let size = 0;

  function text(file: string): string | null {
    const open = project.tree?.(file)?.text;
    if (open !== undefined) return open;
    const known = held.get(file);
    if (known !== undefined) return known;
    const read = project.read(file);
    const fresh = typeof read === 'string' ? read : null;
    const length = fresh?.length ?? 0;
    // What came first stays. Searches run through all files in one order, so the oldest text is the next one wanted.
    if (size + length <= heldAtMost) {
      held.set(file, fresh);
      size += length;
    }
    return fresh;
  }

  function has(file: string, word: string): boolean {
    if (!project.search || word.length < SHORT) return text(file)?.includes(word) ?? false;
    let files = sets.get(word);
    if (!files) sets.set(word, (files = new Set(holding(word))));
    return files.has(file);
  }

  function holding(word: string): string[] {
    let files = searches.get(word);
    if (!files) searches.set(word, (files = search(word)));
    return files;
  }

  function search(word: string): string[] {
    return project.search?.holding(word) ?? project.files.filter((file) => has(file, word));
  }

  return {
    text,
    has,
    matching(trigger, onFile) {
      if (project.search) return project.search.matching(trigger, onFile);
      return project.files.filter((file, index) => {
        onFile?.(index);
        const whole = text(file);
        return whole !== null && trigger.test(whole);
      });
    },
    candidates(words) {
      // A search that is known already comes first, then the longest word: most likely the rarest.
      const [first, ...rest] = [...words].sort(
        (a, b) => Number(searches.has(b)) - Number(searches.has(a)) || b.length - a.length,
      );
      if (first === undefined) return [...project.files];
      return holding(first).filter((file) => rest.every((word) => has(file, word)));
    },
    forget(file) {
      size -= held.get(file)?.length ?? 0;
      held.delete(file);
      searches.clear();
      sets.clear();
    },
  };
}
