/**
 * The analysis of an earlier run, taken over whole when all that it asked would be answered as before. It reads few files; of
 * all others it asks one thing only, which words stand in them. As long as that stays, they may change.
 */
import type { Analysis } from '../findings.js';
import type { Project, ProjectSearch } from '../project.js';
import { createWordScan } from '../source/word-scan.js';
import type { CacheFile } from './cache-file.js';
import type { Identity } from './known-texts.js';
import type { BytesResult } from './read.js';

export interface KnownAnalysis {
  /** Undefined when there is none, or when anything that it was made of changed since. */
  recall(files: readonly string[]): Analysis | undefined;
  /** Keeps the analysis that was made of what `watch` saw. */
  keep(files: readonly string[], analysis: Analysis, seen: Seen): void;
}

/** What was asked of a project. */
export interface Seen {
  /** Of all files that were read, listed or not: whether there was a text. */
  reads: Map<string, boolean>;
  /** Words that were searched for, with the files that hold them. */
  words: Map<string, readonly string[]>;
  /** What a text that matters holds, one of these at least. */
  triggers: readonly string[];
}

export interface AnalysisHost {
  /** Equal as long as the text is; null when no file is there; undefined when that cannot be told. */
  identityOf(file: string): Identity | null;
  bytesOf(file: string): BytesResult;
}

export interface StoredAnalysis {
  /** What the analysis was asked. */
  question: string;
  /** Names, joined by zero bytes. */
  files: string;
  identities: (Identity | null)[];
  /** One digit a file: 1 when it was read. */
  read: string;
  triggers: readonly string[];
  /** For each word the places of the files that hold it. */
  words: [string, number[]][];
  /** Files that are not listed, such as manifests; null for one that was looked for and was not there. */
  others: [string, Identity | null][];
  analysis: Analysis;
}

/** So many files may be looked at anew in each run before it pays to write down that they do not matter. */
const MANY = 50;

/** `question` is whatever the analysis depends on beside the files. */
export function createKnownAnalysis(
  cache: CacheFile<StoredAnalysis>,
  question: string,
  { identityOf, bytesOf }: AnalysisHost,
): KnownAnalysis {
  /** True when no file that changed could matter now, and each holds the words that it held. */
  function answersAsBefore(
    { triggers, words }: StoredAnalysis,
    files: readonly string[],
    changed: readonly number[],
  ): boolean {
    if (changed.length === 0) return true;
    const scan = createWordScan(triggers);
    const asked = words.map(([word, holders]) => ({ word: Buffer.from(word), holders: new Set(holders) }));
    return changed.every((place) => {
      const result = bytesOf(files[place]!);
      if (result.kind !== 'bytes') return false;
      const { bytes } = result;
      return (
        !scan(bytes, 0, bytes.length) &&
        asked.every(({ word, holders }) => bytes.includes(word) === holders.has(place))
      );
    });
  }

  return {
    recall(files) {
      const stored = cache.read();
      if (stored?.question !== question || stored.files !== files.join('\0')) return undefined;
      if (stored.others.some(([file, identity]) => identityOf(file) !== identity)) return undefined;
      const changed: number[] = [];
      files.forEach((file, place) => {
        const identity = identityOf(file) ?? undefined;
        if (identity === undefined || identity !== stored.identities[place]) changed.push(place);
      });
      if (changed.some((place) => stored.read[place] === '1') || !answersAsBefore(stored, files, changed))
        return undefined;
      if (changed.length > MANY) cache.write({ ...stored, identities: files.map(identityOf) });
      return stored.analysis;
    },
    keep(files, analysis, { reads, words, triggers }) {
      const places = new Map(files.map((file, place) => [file, place]));
      const others = [...reads.keys()].filter((file) => !places.has(file));
      const identities = new Map([...files, ...others].map((file) => [file, identityOf(file)]));
      for (const [file, hadText] of reads) {
        const identity = identities.get(file);
        // It changed just now, or came or went while this run looked at it.
        if (identity === undefined || (identity !== null) !== hadText) return;
      }
      cache.write({
        question,
        files: files.join('\0'),
        identities: files.map((file) => identities.get(file)),
        read: files.map((file) => (reads.has(file) ? '1' : '0')).join(''),
        triggers,
        words: [...words].map(([word, holders]) => [word, holders.map((file) => places.get(file)!)]),
        others: others.map((file) => [file, identities.get(file) ?? null]),
        analysis,
      });
    },
  };
}

/** The same project, and what is asked of it from now on. */
export function watch(project: Project & { search: ProjectSearch }): { project: Project; seen: Seen } {
  const seen: Seen = { reads: new Map(), words: new Map(), triggers: [] };
  const { read, search } = project;
  return {
    seen,
    project: {
      ...project,
      read(file) {
        const text = read(file);
        seen.reads.set(file, typeof text === 'string');
        return text;
      },
      search: {
        matching(trigger, onFile) {
          seen.triggers = trigger.holds;
          return search.matching(trigger, onFile);
        },
        holding(word) {
          const holders = search.holding(word);
          seen.words.set(word, holders);
          return holders;
        },
      },
    },
  };
}
