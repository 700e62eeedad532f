/**
 * Findings that a project knows and lives with for now, so that only new ones stop a build. An entry is the identity of a
 * finding, not a line number: code that moves stays known, a second copy of it is new.
 */
import { readFileSync } from 'node:fs';
import type { Finding } from '@grant-migrate/analysis';
import writeFileAtomic from 'write-file-atomic';
import { CannotRun, whyNot } from './errors.js';

export interface BaselineEntry {
  fingerprint: string;
  ruleId: string;
  file: string;
  /** Who will see to it; free text, kept on update. */
  owner?: string;
  /** YYYY-MM-DD; from the day after, the finding counts again. Kept on update. */
  expires?: string;
}

export interface BaselineResult {
  /** Findings that it does not know. */
  fresh: Finding[];
  known: number;
  /** Entries in scope that no longer occur. */
  gone: BaselineEntry[];
}

export function readBaseline(path: string): BaselineEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CannotRun(`The baseline ${path} is not JSON.`);
    throw new CannotRun(
      `Cannot read the baseline ${path}: ${whyNot(error)}.`,
      'grant-migrate check --baseline FILE --update-baseline writes one.',
    );
  }
  const { version, findings } = (value ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== 1 || !Array.isArray(findings))
    throw new CannotRun(`${path} is not a baseline: it needs "version": 1 and a list "findings".`);
  return findings as BaselineEntry[];
}

/** Sets known findings aside. `today` is YYYY-MM-DD. */
export function applyBaseline(
  findings: Finding[],
  entries: BaselineEntry[],
  inScope: (file: string) => boolean,
  today: string,
): BaselineResult {
  const valid = new Set(
    entries
      .filter(({ expires }) => expires === undefined || expires >= today)
      .map(({ fingerprint }) => fingerprint),
  );
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const fresh = findings.filter(({ fingerprint }) => !valid.has(fingerprint));
  return {
    fresh,
    known: findings.length - fresh.length,
    gone: entries.filter(({ fingerprint, file }) => inScope(file) && !found.has(fingerprint)),
  };
}

/** The entries for these findings; owners and dates of known ones are kept, and entries outside of the scope. */
export function updatedEntries(
  findings: Finding[],
  entries: BaselineEntry[],
  inScope: (file: string) => boolean,
): BaselineEntry[] {
  const earlier = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const current = findings.map(({ fingerprint, ruleId, file }) => {
    return { ...earlier.get(fingerprint), fingerprint, ruleId, file };
  });
  return [...entries.filter(({ file }) => !inScope(file)), ...current];
}

/** Sorted, one line an entry: two branches that each add one merge without a conflict more often than not. */
export function writeBaseline(path: string, entries: BaselineEntry[]): void {
  const key = ({ file, ruleId, fingerprint }: BaselineEntry) => `${file}\0${ruleId}\0${fingerprint}`;
  const lines = entries
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  try {
    writeFileAtomic.sync(path, `{\n  "version": 1,\n  "findings": ${list}\n}\n`);
  } catch (error) {
    throw new CannotRun(`Cannot write the baseline ${path}: ${whyNot(error)}.`);
  }
}
