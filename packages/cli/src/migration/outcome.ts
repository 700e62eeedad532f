import type { Plan, SiteOutcome, Verification } from '@grant-migrate/codemods';
import type { FileChange } from '../workspace/change.js';

/** What a migration came to: planned only, or written and proved. */
export interface Outcome {
  plan: Plan;
  /** The files of the plan, as they were and as they are planned. */
  changes: FileChange[];
  written: boolean;
  /** False when the person has seen the diff already, site by site. */
  showDiff: boolean;
  verification: Verification;
  /** What the type check left out, and why. */
  untyped: string[];
  /** Listed files outside the plan, all compared byte for byte before and after writing; null when nothing was written. */
  untouched: { files: number; changed: string[] } | null;
}

/** Reasons after which there is nothing to do for anybody: the site is right as it is. */
const fine = new Set(['already-reused', 'grant-not-reusable']);

/** True for a site that a person has to look at. */
export function needsPerson(site: SiteOutcome): boolean {
  return site.status === 'skipped' && !fine.has(site.reason ?? '');
}
