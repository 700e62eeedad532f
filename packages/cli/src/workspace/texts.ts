import type { Analysis, Project, Settings, SkippedFile } from '@grant-migrate/analysis';
import {
  createTextSearch,
  lastingStampIfThere,
  openCache,
  readBytes,
  textsOf,
  watch,
  type BytesResult,
  type Identity,
  type KnownAnalysis,
  type Seen,
} from '@grant-migrate/analysis/disk';
import type { IndexSource } from './index-source.js';

/** The texts of one run: each file is read once at most, and not at all when an earlier run tells enough of it. */
export interface Texts {
  /** Reads files that will be asked for, as far as that is certain. */
  begin(files: readonly string[]): void;
  /** What a project of these files is to the analysis. */
  projectOf(files: string[]): Project;
  /** Of these files, those that were asked for and could not be read. */
  skippedOf(files: readonly string[]): SkippedFile[];
  /** Of these files, those that were asked for and were not there: deleted and not yet committed, or links. */
  goneOf(files: readonly string[]): ReadonlySet<string>;
  /** The analysis that an earlier run made of these files, when it would be the same now. */
  recall(files: readonly string[], settings: Settings): Analysis | undefined;
  /** Keeps for later runs what this one found out about the files, and the analysis when it is one of all. */
  remember(files: readonly string[], analysis?: Analysis): void;
}

interface TextOptions {
  /** Where texts come from when not from the work tree. */
  source?: IndexSource | undefined;
  /** Use what earlier runs found out, and leave it for later ones. */
  cache: boolean;
  /** About how many files there are. */
  size: number;
}

export function openTexts(root: string, { source, cache, size }: TextOptions): Texts {
  const began = Date.now();
  const read = source?.read ?? ((file: string) => readBytes(`${root}/${file}`));
  const stamps = new Map<string, Identity | null>();
  /** Once a file, however often it is asked: what is written after it was stamped makes it another one for the next run. */
  function stampOf(file: string): Identity | null {
    if (!stamps.has(file)) stamps.set(file, lastingStampIfThere(`${root}/${file}`, began));
    return stamps.get(file);
  }
  const identityOf = source?.identityOf ?? stampOf;
  const kept = cache
    ? openCache({
        root,
        size,
        source: source ? 'index' : 'disk',
        identityOf: (file) => identityOf(file) ?? undefined,
      })
    : undefined;
  let known: KnownAnalysis | undefined;
  let seen: Seen | undefined;
  const without = new Map<string, BytesResult>();
  const load = (file: string) => {
    const result = read(file);
    if (result.kind !== 'bytes') without.set(file, result);
    return result;
  };
  const search = createTextSearch(load, { known: kept?.texts });
  const listed = (files: readonly string[]) => {
    const names = new Set(files);
    return [...without].filter(([file]) => names.has(file));
  };

  return {
    begin(files) {
      const ask = kept?.exists() ? stampOf : search.bytesOf;
      for (const file of files) ask(file);
    },
    projectOf(files) {
      const project = { root, files, read: textsOf(search), search: search.over(files) };
      if (!kept) return project;
      const watched = watch({ ...project, stored: kept.facts });
      seen = watched.seen;
      return watched.project;
    },
    recall(files, settings) {
      known = kept?.analysis(settings, { identityOf, bytesOf: search.bytesOf });
      return known?.recall(files);
    },
    skippedOf: (files) =>
      listed(files).flatMap(([file, result]) =>
        result.kind === 'failed' ? [{ file, reason: result.reason, detail: result.detail }] : [],
      ),
    goneOf: (files) =>
      new Set(listed(files).flatMap(([file, result]) => (result.kind === 'gone' ? [file] : []))),
    remember(files, analysis) {
      kept?.save(files);
      // Of files without a text it is told why, and that may change without a trace.
      if (analysis && seen && listed(files).length === 0) known?.keep(files, analysis, seen);
    },
  };
}
