import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs git and returns what it printed, or undefined when git is not there, this is no work tree, or it failed. */
export function git(directory: string, args: string[], input?: string): Buffer | undefined {
  const run = spawnSync('git', ['-C', directory, ...args], {
    input,
    maxBuffer: 1 << 30,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  return run.status === 0 ? run.stdout : undefined;
}

/** Splits the output of a `-z` listing. */
export function zeroSplit(output: Buffer | undefined): string[] {
  if (output === undefined) return [];
  const names = output.toString('utf8').split('\0');
  names.pop();
  return names;
}

/** The same without waiting: the process works while this one loads modules. */
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

/** Files that a commit made now would change. */
export function stagedFiles(root: string): string[] {
  return zeroSplit(
    git(root, ['diff', '--cached', '--name-only', '-z', '--no-renames', '--diff-filter=ACMT']),
  );
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
