import type { Finding, SkippedFile } from '@grant-migrate/analysis';

/** Everything a reporter may show of one `check`. */
export interface Report {
  root: string;
  findings: Finding[];
  filesSeen: number;
  filesParsed: number;
  skipped: SkippedFile[];
  durationMs: number;
  /** Findings that the baseline already knows, and entries of it that no longer occur. */
  baseline: { known: number; gone: number } | null;
  /** The file's text, for code frames; undefined when it cannot be read. */
  textOf(file: string): string | undefined;
}
