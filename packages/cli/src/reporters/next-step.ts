import type { Finding, Migration } from '@grant-migrate/analysis';

/** A command to run now and what it does. */
export interface NextStep {
  command: string;
  why: string;
}

/** The one command that helps most with these findings. */
export function nextStep(findings: Finding[]): NextStep | undefined {
  if (findings.length === 0) return undefined;
  const automatic = targets(findings, 'automatic');
  const offered = automatic.size > 0 ? automatic : targets(findings, 'scaffold');
  if (offered.size > 0) {
    const [only] = offered;
    const to = offered.size === 1 ? ` --to ${only}` : '';
    return { command: `grant-migrate migrate${to}`, why: 'shows the rewrite and writes nothing' };
  }
  return { command: `grant-migrate explain ${findings[0]!.ruleId}`, why: 'says what to change and why' };
}

/** The best target of each finding that has one with this support, best first in the finding's own order. */
function targets(findings: Finding[], support: Migration['support']): Set<Migration['to']> {
  const found = findings.map(
    ({ migrations }) => migrations.find((migration) => migration.support === support)?.to,
  );
  return new Set(found.filter((to) => to !== undefined));
}
