/** Facts that an earlier run extracted, by the file's name and text: parsing is what takes longest. */
import { createHash } from 'node:crypto';
import type { FileFacts } from '../facts.js';
import type { StoredFacts } from '../project.js';
import type { CacheFile } from './cache-file.js';

const MOST = 20_000;

export interface KnownFacts extends StoredFacts {
  /** Stores the facts that this run asked for, unless all were there. */
  save(): void;
}

/** Each file's facts as JSON of their own: most runs need a few of them. */
export function createKnownFacts(cache: CacheFile<Record<string, string>>): KnownFacts {
  let stored: Record<string, string> | undefined;
  const used = new Map<string, string>();
  let learned = false;
  // Facts depend on the name as well: it tells the language, and tests from the rest.
  const keyOf = (file: string, text: string) =>
    createHash('sha1').update(file).update('\0').update(text).digest('base64url');

  return {
    factsOf(file, text) {
      stored ??= cache.read() ?? {};
      const key = keyOf(file, text);
      const json = used.get(key) ?? (Object.hasOwn(stored, key) ? stored[key] : undefined);
      if (json === undefined) return undefined;
      used.set(key, json);
      return JSON.parse(json) as FileFacts;
    },
    keep(file, text, facts) {
      // An editor asks for the facts of each text that is typed.
      if (used.size > MOST) used.clear();
      used.set(keyOf(file, text), JSON.stringify(facts));
      learned = true;
    },
    save() {
      if (!learned) return;
      learned = false;
      // What another branch or a staged file needs stays, as long as that is not most of the cache.
      const others = Object.entries(stored ?? {}).filter(([key]) => !used.has(key));
      const kept = others.length > 2 * used.size + 100 ? [] : others;
      cache.write(Object.fromEntries([...kept, ...used]));
    },
  };
}
