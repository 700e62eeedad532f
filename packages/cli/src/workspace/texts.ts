import type { Project, SkippedFile } from '@grant-migrate/analysis';
import {
  createTextSearch,
  lastingStampOf,
  openCache,
  readBytes,
  textsOf,
  type BytesResult,
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
  /** Keeps for later runs what this one found out about the files. */
  remember(files: readonly string[]): void;
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
  const identityOf = source?.identityOf ?? ((file: string) => lastingStampOf(`${root}/${file}`, began));
  const kept = cache ? openCache({ root, size, source: source ? 'index' : 'disk', identityOf }) : undefined;
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
      for (const file of files) if (!kept?.texts.isUnchanged(file)) search.bytesOf(file);
    },
    projectOf: (files) => ({
      root,
      files,
      read: textsOf(search),
      search: search.over(files),
      ...(kept && { stored: kept.facts }),
    }),
    skippedOf: (files) =>
      listed(files).flatMap(([file, result]) =>
        result.kind === 'failed' ? [{ file, reason: result.reason, detail: result.detail }] : [],
      ),
    goneOf: (files) =>
      new Set(listed(files).flatMap(([file, result]) => (result.kind === 'gone' ? [file] : []))),
    remember: (files) => kept?.save(files),
  };
}
