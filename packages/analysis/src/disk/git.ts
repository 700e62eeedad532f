/** What git tells of a work tree. */
import { spawnSync } from 'node:child_process';

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
