import type { Finding, SkippedFile } from '@grant-migrate/analysis';
import type { Workspace } from './workspace/workspace.js';

/** Replaces the text in [start, end) of a file; UTF-16 offsets. */
export type Edit = { file: string; start: number; end: number; text: string };

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
  /** The edits of a known rewrite by the finding's fingerprint; only for formats that can carry them. */
  fixes: ReadonlyMap<string, Edit[]> | null;
  /** The file's text, for code frames; undefined when it cannot be read. */
  textOf(file: string): string | undefined;
}

/** The report of a project of which nothing is known yet. */
export function emptyReport({ root, project }: Pick<Workspace, 'root' | 'project'>): Report {
  return {
    root,
    findings: [],
    filesSeen: 0,
    filesParsed: 0,
    skipped: [],
    durationMs: 0,
    baseline: null,
    fixes: null,
    textOf(file) {
      const text = project.read(file);
      return typeof text === 'string' ? text : undefined;
    },
  };
}
