/**
 * What an earlier run found out about texts, so that an unchanged file is not even opened: that no trigger word stands in it,
 * and which files hold a name. Kept for the files of one project; a file that changed is asked anew.
 */
import type { CacheFile } from './cache-file.js';

export interface KnownTexts {
  /** True when the file is unchanged and held no trigger word. */
  isQuiet(file: string): boolean;
  keepQuiet(file: string): void;
  /** True when the file is what it was in the earlier run: answers speak of it. */
  isUnchanged(file: string): boolean;
  /** The same, asked once more: whether it changed while this process lives. */
  isStillUnchanged(file: string): boolean;
  /** The unchanged files that hold the word; undefined when nobody asked. */
  holders(word: string): readonly string[] | undefined;
  keepHolders(word: string, files: readonly string[]): void;
  /** The file changed while this process ran. */
  forget(file: string): void;
  /** Stores what is known now of `files`, unless nothing was learned. */
  save(files: readonly string[]): void;
}

/**
 * Equal as long as the text is; undefined when that cannot be told, and nothing is kept of the file. Also asked when the text
 * was read long ago: what has changed since this process began must be told by none.
 */
export type Identity = string | number | undefined;
export type IdentityOf = (file: string) => Identity;

interface Stored {
  /** Names, joined by zero bytes. */
  files: string;
  identities: Identity[];
  /** One digit a file: 1 when it is quiet. */
  quiet: string;
  /** For each word the places in `files`. */
  words: Record<string, number[]>;
}

export function createKnownTexts(cache: CacheFile<Stored>, identityOf: IdentityOf): KnownTexts {
  /** Read when it is first asked: most runs know more than it tells. */
  const known = once(() => {
    const stored = cache.read();
    const names = stored?.files.split('\0') ?? [];
    return { stored, names, earlier: earlierFiles(stored, names) };
  });
  const unchanged = new Map<string, boolean>();
  const quiet = new Set<string>();
  const asked = new Map<string, readonly string[]>();
  const changing = new Set<string>();
  let learned = false;

  function isUnchanged(file: string): boolean {
    let same = unchanged.get(file);
    if (same === undefined) {
      const before = known().earlier.get(file)?.identity;
      unchanged.set(file, (same = before !== undefined && before === identityOf(file)));
    }
    return same;
  }

  function identity(file: string): Identity {
    if (changing.has(file)) return undefined;
    return isUnchanged(file) ? known().earlier.get(file)!.identity : identityOf(file);
  }

  return {
    isUnchanged,
    isStillUnchanged: (file) =>
      !changing.has(file) && known().earlier.get(file)?.identity === identityOf(file),
    isQuiet(file) {
      const still = isUnchanged(file) && known().earlier.get(file)!.quiet;
      if (still) quiet.add(file);
      return still;
    },
    keepQuiet(file) {
      quiet.add(file);
      learned = true;
    },
    holders(word) {
      const { stored, names } = known();
      const places = stored && Object.hasOwn(stored.words, word) ? stored.words[word] : undefined;
      return places?.map((place) => names[place]!).filter(isUnchanged);
    },
    keepHolders(word, files) {
      asked.set(word, files);
      const { stored } = known();
      if (!stored || !Object.hasOwn(stored.words, word)) learned = true;
    },
    forget(file) {
      changing.add(file);
      unchanged.set(file, false);
      quiet.delete(file);
    },
    save(files) {
      if (!learned && known().stored) return;
      const identities = new Map(files.map((file) => [file, identity(file)]));
      const kept = files.filter((file) => identities.get(file) !== undefined);
      const places = new Map(kept.map((file, place) => [file, place]));
      cache.write({
        files: kept.join('\0'),
        identities: kept.map((file) => identities.get(file)),
        quiet: kept.map((file) => (quiet.has(file) ? '1' : '0')).join(''),
        words: Object.fromEntries(
          [...asked].map(([word, holders]) => [
            word,
            holders.map((file) => places.get(file)).filter((place) => place !== undefined),
          ]),
        ),
      });
      learned = false;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function earlierFiles(
  stored: Stored | undefined,
  names: readonly string[],
): Map<string, { identity: Identity; quiet: boolean }> {
  if (!stored) return new Map();
  const { identities, quiet } = stored;
  return new Map(
    names.map((name, place) => [name, { identity: identities[place], quiet: quiet[place] === '1' }]),
  );
}
