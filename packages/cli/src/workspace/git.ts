import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { git, zeroSplit } from '@grant-migrate/analysis/disk';

const execute = promisify(execFile);

/** Runs git without waiting: the process works while this one loads modules. Undefined as for `git`. */
export async function gitWhile(directory: string, args: string[]): Promise<Buffer | undefined> {
  const options = { maxBuffer: 1 << 30, encoding: 'buffer' as const, windowsHide: true };
  try {
    return (await execute('git', ['-C', directory, ...args], options)).stdout;
  } catch {
    return undefined;
  }
}

/** A file that differs from the last commit; untracked when git does not know it at all. */
export interface Uncommitted {
  file: string;
  tracked: boolean;
}

/** Everything in the work tree that is not committed, posix from the root. */
export function uncommitted(root: string): Uncommitted[] {
  const found: Uncommitted[] = [];
  const entries = zeroSplit(git(root, ['status', '--porcelain=v1', '-z', '--untracked-files=all']));
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!;
    found.push({ file: entry.slice(3), tracked: !entry.startsWith('??') });
    // A rename or copy has the old name as an entry of its own behind it.
    if (/^[RC]/.test(entry)) i++;
  }
  return found;
}

/** Files that a commit made now would change; undefined when git does not say. */
export async function stagedFiles(root: string): Promise<string[] | undefined> {
  const output = await gitWhile(root, [
    'diff',
    '--cached',
    '--name-only',
    '-z',
    '--no-renames',
    '--diff-filter=ACMT',
  ]);
  return output && zeroSplit(output);
}

/** Files changed in the work tree since the commit where this branch left `ref`; undefined when git does not know `ref`. */
export function changedSince(root: string, ref: string): string[] | undefined {
  const base = git(root, ['merge-base', ref, 'HEAD'])?.toString('utf8').trim();
  if (!base) return undefined;
  const changed = zeroSplit(
    git(root, ['diff', '--name-only', '-z', '--no-renames', '--diff-filter=ACMT', base]),
  );
  return [...changed, ...zeroSplit(git(root, ['ls-files', '-z', '--others', '--exclude-standard']))];
}
