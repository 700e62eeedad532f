import type { PathStep } from '@grant-migrate/analysis';
import type { View } from '../terminal.js';

/** Paths shown of one finding; the rest is counted. */
const most = 3;

/** The ways to a token request, each from its loop or entry point down, one step a line. */
export function callPaths(paths: PathStep[][], indent: string, view: View): string[] {
  const { dim, bold } = view.colors;
  const lines: string[] = [];
  for (const path of paths.slice(0, most)) {
    path.forEach((step, depth) => {
      const branch = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
      const what = depth === 0 ? bold(step.function) : step.function;
      lines.push(`${indent}${dim(branch)}${step.file}:${step.line}    ${what}`);
    });
  }
  const left = paths.length - most;
  if (left > 0)
    lines.push(indent + dim(`… and ${left} more way${left === 1 ? '' : 's'} here (--format json lists all)`));
  return lines;
}
