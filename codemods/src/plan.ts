/**
 * A migration as a value. One plan feeds the diff, the interactive choice, the SARIF fix, the ESLint suggestion, `apply`
 * and `undo`; nothing in this package writes a file.
 */

/** Replaces the text in [start, end) (UTF-16 offsets into the file as it is on disk) by `text`. */
export interface Edit {
  file: string;
  start: number;
  end: number;
  text: string;
}

export interface SiteOutcome {
  file: string;
  line: number;
  ruleId: string;
  fingerprint: string;
  to: string;
  status: 'migrated' | 'skipped';
  /** A code of `reasons.ts` when skipped, else null. */
  reason: string | null;
  /** One sentence for a person. */
  note: string;
  /**
   * Indexes into `Plan.edits` that belong to this site, for the choice site by site. A skipped site has some where it is
   * marked, or where a scaffold was written for it that a person has to connect.
   */
  edits: number[];
  /** Indexes into `Plan.created`: files that are made for this site, perhaps for others, too. */
  created?: number[];
}

export interface Plan {
  version: 1;
  edits: Edit[];
  created: { file: string; text: string }[];
  dependencies: { manifest: string; name: string; range: string }[];
  sites: SiteOutcome[];
  /** SHA-256 of every edited file as the plan saw it, hex: `apply` refuses on drift. */
  hashes: Record<string, string>;
}

export interface Verification {
  parses: boolean;
  idempotent: boolean;
  silent: boolean;
  typecheck: { before: number; after: number } | null;
  rolledBack: string[];
}
