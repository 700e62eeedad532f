import type { Finding } from '@grant-migrate/analysis';
import { rulePages } from '../pages/rules.js';
import type { Reporter } from './reporter.js';
import { number, tally } from './words.js';

/** GitHub's workflow commands: each finding an annotation at its line of the pull request. */
export const github: Reporter = ({ findings, filesSeen, skipped }) => {
  const lines = findings.map(annotation);
  for (const { file, reason } of skipped)
    if (reason === 'unreadable' || reason === 'does-not-parse')
      lines.push(command('error', { file, title: 'grant-migrate' }, `Not checked: ${reason}`));
  return [...lines, `grant-migrate: ${tally(findings)} (${number(filesSeen)} seen)`, ''].join('\n');
};

function annotation({ ruleId, severity, message, file, start, end, paths }: Finding): string {
  const path = (paths[0] ?? []).map((step) => `${step.file}:${step.line} ${step.function}`);
  return command(
    severity,
    {
      ...{ file, line: start.line, endLine: end.line },
      // GitHub takes columns only for a range within one line.
      ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
      title: rulePages[ruleId].title,
    },
    [`${message} (${ruleId})`, ...path].join('\n'),
  );
}

function command(name: string, properties: Record<string, string | number>, text: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeText(text)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
