// A terminal for the command: `script` of util-linux gives it one.
import { spawn } from 'node:child_process';
import { environment, standIn, type Ran } from './command.js';
import type { Place } from './place.js';

/** Runs the command in a terminal and presses each key when the command asks the next time. */
export function runInTerminal(
  place: Place,
  args: string[],
  keys: string[],
  env: Record<string, string> = {},
  program = standIn,
): Promise<Ran> {
  const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  // Without a width every letter would be a line.
  const child = spawn('script', ['-qfec', `stty cols 120 rows 50; exec ${words}`, '/dev/null'], {
    cwd: place.directory,
    env: { ...environment, TERM: 'xterm', NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // It would wait for a key for ever.
    timeout: 30_000,
  });
  const left = [...keys];
  let stdout = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    stdout += data;
    // The last label is drawn last.
    const asked = stdout.indexOf('none that follow', seen);
    if (asked < 0) return;
    seen = stdout.length;
    const key = left.shift();
    if (key !== undefined) child.stdin.write(key);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr: '' }));
  });
}
