import type { Finding, SkippedFile } from '@grant-migrate/analysis';
import type { Report } from '../report.js';
import type { View } from '../terminal.js';
import { callPaths } from './call-path.js';
import { codeFrame } from './code-frame.js';
import { groupByFile } from './group.js';
import { nextStep } from './next-step.js';
import type { Reporter } from './reporter.js';
import { count, number, seconds, tally, wrap } from './words.js';

/** For a person at a terminal: what happens, by which way, and what to run next. */
export const pretty: Reporter = (report, view) => {
  const blocks = [...groupByFile(report.findings)].map(([file, findings]) =>
    fileBlock(file, findings, report, view),
  );
  return [...blocks, footer(report, view)].map((lines) => `${lines.join('\n')}\n`).join('\n');
};

function fileBlock(file: string, findings: Finding[], report: Report, view: View): string[] {
  const sorted = findings.toSorted((a, b) => a.start.offset - b.start.offset);
  const places = sorted.map(({ start }) => `${start.line}:${start.column}`);
  const placeWidth = Math.max(...places.map((place) => place.length));
  const text = report.textOf(file);
  const lines = [view.colors.underline(file)];
  sorted.forEach((finding, i) => {
    const indent = ' '.repeat(2 + placeWidth + 2 + 'warning'.length + 2);
    lines.push(...messageLines(finding, places[i]!.padStart(placeWidth), indent, view));
    // Two rules often speak of one request; its code is shown with the first.
    const previous = sorted[i - 1];
    const again =
      previous?.start.offset === finding.start.offset && previous.end.offset === finding.end.offset;
    if (!again) lines.push(...codeFrame(finding, text, indent, view));
    lines.push(...callPaths(finding.paths, indent, view), ...relatedLines(finding, indent, view));
  });
  return lines;
}

function messageLines(finding: Finding, place: string, indent: string, view: View): string[] {
  const { bold, red, yellow, dim } = view.colors;
  const color = finding.severity === 'error' ? red : yellow;
  const room = view.width - indent.length;
  const message = wrap(finding.message, Math.max(24, room));
  const head = `  ${dim(place)}  ${bold(color(finding.severity.padEnd('warning'.length)))}  `;
  const lines = message.map((line, i) => (i === 0 ? head : indent) + line);
  const last = message.at(-1) ?? '';
  const gap = room - last.length - finding.ruleId.length;
  if (gap >= 2) lines[lines.length - 1] += ' '.repeat(gap) + dim(finding.ruleId);
  else lines.push(indent + dim(finding.ruleId.padStart(room)));
  return lines;
}

/** Other places shown of one finding. */
const mostRelated = 3;

/** Other places that the finding speaks of, those left out that its code or its paths show already. */
function relatedLines({ file, start, end, related, paths }: Finding, indent: string, view: View): string[] {
  const shown = new Set(paths.flat().map((step) => `${step.file}:${step.line}`));
  for (let line = start.line; line <= end.line; line++) shown.add(`${file}:${line}`);
  const places = new Map(related.map((one) => [`${one.file}:${one.line}`, one.note]));
  return [...places]
    .filter(([place]) => !shown.has(place))
    .slice(0, mostRelated)
    .map(([place, note]) => `${indent}${view.colors.dim('see')} ${place}    ${note}`);
}

function footer(report: Report, view: View): string[] {
  const { bold, red, yellow, green, dim, cyan } = view.colors;
  const { findings } = report;
  const worst = findings.some(({ severity }) => severity === 'error')
    ? red
    : findings.length > 0
      ? yellow
      : green;
  const verdict = findings.length > 0 ? tally(findings) : 'No findings';
  const seen = `${count(report.filesSeen, 'file')} seen, ${number(report.filesParsed)} read, ${seconds(report.durationMs)}`;
  const lines = [...skippedLines(report.skipped, view), `${bold(worst(verdict))}${dim(` · ${seen}`)}`];
  if (report.baseline !== null) {
    const { known, gone } = report.baseline;
    lines.push(dim(`${count(known, 'known finding')} left out by the baseline`));
    if (gone > 0)
      lines.push(
        dim(
          `${gone === 1 ? '1 entry of the baseline no longer occurs' : `${number(gone)} entries of the baseline no longer occur`}: --prune drops what is gone`,
        ),
      );
  }
  const next = nextStep(findings);
  if (next !== undefined) lines.push(`Next: ${cyan(next.command)}   ${next.why}`);
  return lines;
}

const inWords: Record<SkippedFile['reason'], string> = {
  unreadable: 'could not be read',
  'does-not-parse': 'does not parse',
  'not-utf8': 'is not UTF-8',
  minified: 'is minified',
  'too-large': 'is too large',
  compiled: 'is compiled output',
};

/** Files that nobody looked at: those that failed by name, the rest as a number for each reason. */
function skippedLines(skipped: SkippedFile[], view: View): string[] {
  const { yellow, red, dim } = view.colors;
  const lines: string[] = [];
  const quiet = new Map<SkippedFile['reason'], SkippedFile[]>();
  for (const entry of skipped) {
    if (entry.reason === 'unreadable' || entry.reason === 'does-not-parse') {
      const detail = entry.detail === undefined ? '' : `: ${entry.detail}`;
      lines.push(`${red('not checked')}  ${entry.file} ${inWords[entry.reason]}${detail}`);
    } else quiet.set(entry.reason, [...(quiet.get(entry.reason) ?? []), entry]);
  }
  for (const [reason, [first, ...others]] of quiet)
    lines.push(
      `${yellow('left out')}     ${first!.file} ${inWords[reason]}${dim(others.length > 0 ? `, ${others.length} more` : '')}`,
    );
  return lines.length > 0 ? [...lines, ''] : lines;
}
