/** What is kept of a project from run to run: its analysis, what is known of its texts, and the facts of files that matter. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { BUILD_ID } from '../build-id.js';
import type { Settings } from '../project.js';
import { cacheFile } from './cache-file.js';
import { cacheFolder } from './cache-place.js';
import { createKnownAnalysis, type AnalysisHost, type KnownAnalysis } from './known-analysis.js';
import { createKnownFacts, type KnownFacts } from './known-facts.js';
import { createKnownTexts, type IdentityOf, type KnownTexts } from './known-texts.js';

export interface ProjectCache {
  texts: KnownTexts;
  facts: KnownFacts;
  /** False for the first run, and after the cache was thrown away. */
  exists(): boolean;
  /** The analysis that was asked for with these settings. */
  analysis(settings: Settings, host: AnalysisHost): KnownAnalysis;
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
  const textsPath = join(folder, `texts-${source}.json`);
  const texts = createKnownTexts(cacheFile(textsPath, build), identityOf);
  const facts = createKnownFacts(cacheFile(join(folder, 'facts.json'), build));
  return {
    texts,
    facts,
    exists: () => existsSync(textsPath),
    analysis(settings, host) {
      // Absolute imports are told from the root.
      const question = JSON.stringify([root, settings]);
      const name = `analysis-${source}-${crc32(question).toString(16)}.json`;
      return createKnownAnalysis(cacheFile(join(folder, name), build), question, host);
    },
    save(files) {
      texts.save(files);
      facts.save();
    },
  };
}
