import type { Outcome } from './outcome.js';

/** The machine's form of a migration, fixed by its `version`. */
export function migrationJson({ plan, written, verification }: Outcome): string {
  const { edits, created, dependencies, sites } = plan;
  return `${JSON.stringify(
    {
      version: 1,
      written,
      edits: edits.map(({ file, start, end, text }) => ({ file, start, end, text })),
      created,
      dependencies,
      sites: sites.map(({ file, line, ruleId, fingerprint, to, status, reason, note }) => {
        return { file, line, ruleId, fingerprint, to, status, reason, note };
      }),
      verification,
    },
    null,
    2,
  )}\n`;
}
