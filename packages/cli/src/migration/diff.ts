import { formatPatch, structuredPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Colors } from '../terminal.js';
import type { FileChange } from '../workspace/change.js';

/** All changes as one unified diff that `git apply` and `patch -p1` take. */
export function unifiedDiff(changes: FileChange[]): string {
  return changes
    .map(({ file, before, after }) => {
      const from = before === null ? '/dev/null' : `a/${file}`;
      const text = before?.toString('utf8') ?? '';
      const patch = structuredPatch(from, `b/${file}`, text, after.toString('utf8'), undefined, undefined, {
        context: 3,
      });
      return formatPatch(patch, FILE_HEADERS_ONLY);
    })
    .join('');
}

/** The same for a terminal: what goes in red, what comes in green. Carriage returns would only move the cursor. */
export function colorDiff(diff: string, { red, green, cyan, bold }: Colors): string {
  return diff
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+) /.test(line)) return bold(line);
      if (line.startsWith('@@')) return cyan(line);
      if (line.startsWith('-')) return red(line);
      return line.startsWith('+') ? green(line) : line;
    })
    .join('\n');
}
