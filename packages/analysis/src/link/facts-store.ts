/** Facts of files on demand: each file is read, tested for trigger words, parsed and extracted at most once. */
import { catalogTriggers } from '../catalog/triggers.js';
import { extractFacts } from '../extract/index.js';
import type { FileFacts } from '../facts.js';
import type { SkippedFile } from '../findings.js';
import type { Project } from '../project.js';
import { isSkipped, parseSource } from '../source/parse.js';
import { skipReason } from '../source/skip.js';
import { createTextIndex, type TextIndex } from './text-index.js';

export interface FactsStore {
  texts: TextIndex;
  /** Facts of a file, parsed now if need be; null when it is skipped or not there. */
  factsOf(file: string): FileFacts | null;
  skipped: SkippedFile[];
  /** Names of the files whose facts were asked for and could be had. */
  parsed(): string[];
  /** The files that hold a word without which there is no token request. `onFile`: the number of files looked at so far. */
  seeds(onFile?: (done: number) => void): string[];
}

export function createFactsStore(project: Project): FactsStore {
  const texts = createTextIndex(project);
  const known = new Map<string, FileFacts | null>();
  const skipped: SkippedFile[] = [];
  const files = new Set(project.files);
  const parsed: string[] = [];

  function read(file: string): FileFacts | null {
    const open = project.tree?.(file);
    if (open) {
      parsed.push(file);
      return extractFacts(open);
    }
    const text = texts.text(file);
    if (text === null) return null;
    const reason = skipReason(file, text, (other) => files.has(other));
    if (reason) {
      skipped.push({ file, reason: reason.skipped, ...(reason.detail ? { detail: reason.detail } : {}) });
      return null;
    }
    const stored = project.stored?.factsOf(file, text);
    if (stored) {
      // Counted all the same: what is told of a run does not depend on the runs before it.
      parsed.push(file);
      return stored;
    }
    const outcome = parseSource(file, text);
    if (isSkipped(outcome)) {
      skipped.push({ file, reason: outcome.skipped, ...(outcome.detail ? { detail: outcome.detail } : {}) });
      return null;
    }
    parsed.push(file);
    const facts = extractFacts(outcome);
    project.stored?.keep(file, text, facts);
    return facts;
  }

  return {
    texts,
    factsOf(file) {
      let facts = known.get(file);
      if (facts === undefined) known.set(file, (facts = read(file)));
      return facts;
    },
    skipped,
    parsed: () => parsed,
    seeds: (onFile) => texts.matching(catalogTriggers(), onFile),
  };
}
