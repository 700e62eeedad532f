import type { Finding } from '@grant-migrate/analysis';
import type { View } from '../terminal.js';

/** Lines shown of a site that stretches over more. */
const most = 4;

/** The site's own lines with the site underlined, for under a message; empty when the text cannot be had. */
export function codeFrame(finding: Finding, text: string | undefined, indent: string, view: View): string[] {
  if (text === undefined) return [];
  const { dim, cyan } = view.colors;
  const lines = text.split(/\r\n|\r|\n/);
  const last = Math.min(finding.end.line, lines.length);
  if (finding.start.line > last) return [];
  const shown = lines.slice(finding.start.line - 1, Math.min(last, finding.start.line - 1 + most));
  const shared = Math.min(...shown.filter((line) => line.trim() !== '').map(leadingBlanks));
  const cut = Number.isFinite(shared) ? shared : 0;
  const gutter = String(finding.start.line + shown.length - 1).length;
  const room = view.width - indent.length - gutter - 3;
  const frame = shown.map((line, i) => {
    const visible = expand(line.slice(cut));
    const text = visible.length > room ? `${visible.slice(0, room - 1)}…` : visible;
    return `${indent}${dim(`${String(finding.start.line + i).padStart(gutter)} │`)} ${text}`;
  });
  const first = shown[0]!;
  const from = expand(first.slice(cut, finding.start.column - 1)).length;
  const stop = finding.end.line === finding.start.line ? finding.end.column - 1 : first.trimEnd().length;
  const length = Math.max(1, expand(first.slice(cut, stop)).length - from);
  if (from < room) {
    const mark = '^'.repeat(Math.min(length, room - from));
    frame.splice(1, 0, `${indent}${' '.repeat(gutter)} ${dim('│')} ${' '.repeat(from)}${cyan(mark)}`);
  }
  const left = last - finding.start.line + 1 - shown.length;
  if (left > 0)
    frame.push(`${indent}${' '.repeat(gutter)} ${dim(`│ … ${left} more line${left === 1 ? '' : 's'}`)}`);
  return frame;
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length;
}

/** A tab is two columns wide in a terminal of ours; other control characters would move the cursor and are shown as a dot. */
function expand(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(/[\u0000-\u001f\u007f-\u009f\ufeff]/g, '·');
}
