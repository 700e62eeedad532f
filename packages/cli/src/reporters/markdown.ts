import type { Finding } from '@grant-migrate/analysis';
import { nextStep } from './next-step.js';
import type { Reporter } from './reporter.js';
import { count, number, seconds, tally } from './words.js';

/** For a comment on a pull request or a job's summary page. */
export const markdown: Reporter = (report) => {
  const { findings, skipped } = report;
  const seen = `${count(report.filesSeen, 'file')} seen, ${number(report.filesParsed)} read, ${seconds(report.durationMs)}`;
  const parts = [
    '## grant-migrate',
    `**${findings.length > 0 ? tally(findings) : 'No findings'}** · ${seen}`,
  ];
  if (findings.length > 0) parts.push(table(findings));
  const withPath = findings.filter(({ paths }) => paths.length > 0);
  if (withPath.length > 0) parts.push('### How the requests are reached', ...withPath.map(details));
  if (skipped.length > 0) {
    const rows = skipped.map(({ file, reason }) => `- ${code(file)} ${reason}`);
    parts.push(
      `<details><summary>${count(skipped.length, 'file')} not checked</summary>\n`,
      rows.join('\n'),
      '</details>',
    );
  }
  const next = nextStep(findings);
  if (next !== undefined) parts.push(`Next: ${code(next.command)} ${next.why}.`);
  return `${parts.join('\n\n')}\n`;
};

function table(findings: Finding[]): string {
  const rows = findings.map(({ severity, file, start, ruleId, message }) => {
    const cells = [severity, code(`${file}:${start.line}`), code(ruleId), cell(message)];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| | where | rule | what |', '|---|---|---|---|', ...rows].join('\n');
}

function details({ file, start, ruleId, paths }: Finding): string {
  const steps = paths
    .slice(0, 3)
    .map((path) =>
      path.map(
        (step, depth) => `${'  '.repeat(depth)}- ${code(`${step.file}:${step.line}`)} ${code(step.function)}`,
      ),
    );
  const title = `<details><summary>${html(`${file}:${start.line}`)} ${ruleId}</summary>`;
  return [title, ...steps.map((lines) => lines.join('\n')), '</details>'].join('\n\n');
}

/** Code in backticks; a pipe would end the cell of a table, also within code. */
function code(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return flat.includes('`') ? `\`\` ${flat} \`\`` : `\`${flat}\``;
}

/** A message for a cell of a table; what it has in backticks stays code. */
function cell(text: string): string {
  const pieces = text.replaceAll(/\s+/g, ' ').split('`');
  // An odd number of backticks is no code at all.
  if (pieces.length % 2 === 0) return escaped(text);
  return pieces.map((piece, i) => (i % 2 === 1 ? code(piece) : escaped(piece))).join('');
}

function escaped(text: string): string {
  return html(text.replaceAll(/\s+/g, ' ')).replaceAll(/([|*_`[\]])/g, '\\$1');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
