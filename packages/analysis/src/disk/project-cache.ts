/** What is kept of a project from run to run: what is known of its texts, and the facts of the files that matter. */
import { join } from 'node:path';
import { BUILD_ID } from '../build-id.js';
import { cacheFile } from './cache-file.js';
import { cacheFolder } from './cache-place.js';
import { createKnownFacts, type KnownFacts } from './known-facts.js';
import { createKnownTexts, type IdentityOf, type KnownTexts } from './known-texts.js';

export interface ProjectCache {
  texts: KnownTexts;
  facts: KnownFacts;
  /** To be called when the work is done; `files` are the project's. */
  save(files: readonly string[]): void;
}

interface CacheOptions {
  root: string;
  /** How many files the project has. */
  size: number;
  /** Files as they are on disk and as they are staged are two sets of texts. */
  source: 'disk' | 'index';
  identityOf: IdentityOf;
  build?: string;
}

/** Undefined where there is no place for a cache. */
export function openCache({
  root,
  size,
  source,
  identityOf,
  build = BUILD_ID,
}: CacheOptions): ProjectCache | undefined {
  const folder = build === '' ? null : cacheFolder(root, size);
  if (folder === null) return undefined;
  const texts = createKnownTexts(cacheFile(join(folder, `texts-${source}.json`), build), identityOf);
  const facts = createKnownFacts(cacheFile(join(folder, 'facts.json'), build));
  return {
    texts,
    facts,
    save(files) {
      texts.save(files);
      facts.save();
    },
  };
}
