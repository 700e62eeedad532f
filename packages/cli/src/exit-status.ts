import type { Finding, SkippedFile } from '@grant-migrate/analysis';

/** What the process tells its caller; fixed for users. */
export const status = { nothingToDo: 0, findings: 1, couldNotRun: 2 } as const;

export type Status = (typeof status)[keyof typeof status];

/**
 * Files that were asked for and could not be judged. A run that did not look at a file must not look like a clean one, so
 * these end it with status 2. The other reasons (minified, compiled, too large, not UTF-8) are files left out on purpose.
 */
export function failedFiles(skipped: SkippedFile[]): SkippedFile[] {
  return skipped.filter(({ reason }) => reason === 'unreadable' || reason === 'does-not-parse');
}

/** Errors count, warnings are shown and do not; `--preset strict` decides what is an error. */
export function checkStatus(findings: Finding[], skipped: SkippedFile[]): Status {
  if (failedFiles(skipped).length > 0) return status.couldNotRun;
  return findings.some(({ severity }) => severity === 'error') ? status.findings : status.nothingToDo;
}
