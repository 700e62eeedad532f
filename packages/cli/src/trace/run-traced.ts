/** Runs a program with the hook in each of its Node processes. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun, whyNot } from '../errors.js';
import { FILE_VARIABLE, KEY_VARIABLE, readObservations, type Observation } from './observation.js';

export interface TracedRun {
  observations: Observation[];
  /** As a shell would see it: 128 and the signal's number when a signal ended it. */
  exitCode: number;
}

/** The program gets this terminal, and what it prints is left alone; its signals reach it as without us. */
export async function runTraced(command: readonly string[], cwd: string): Promise<TracedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'grant-migrate-trace-'));
  const file = join(folder, 'observations.jsonl');
  try {
    const exitCode = await ended(command, cwd, {
      [FILE_VARIABLE]: file,
      // New each time: digests of two runs cannot be compared, and a password cannot be guessed from one.
      [KEY_VARIABLE]: randomBytes(32).toString('hex'),
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --enable-source-maps --import=${hook()}`.trim(),
    });
    return { observations: readObservations(file), exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Found from the package's root: this code runs from `dist` and from the bundle. */
function hook(): string {
  const manifest = createRequire(import.meta.url).resolve('grant-migrate/package.json');
  return pathToFileURL(join(dirname(manifest), 'dist/trace/hook.js')).href;
}

function ended([program, ...args]: readonly string[], cwd: string, more: NodeJS.ProcessEnv): Promise<number> {
  // The terminal sends these to the program as well: it decides, and what was seen is shown all the same.
  const ignored = () => undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ignored);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(program!, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...more },
      // npm, npx and the like are scripts there.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => reject(new CannotRun(`Cannot start ${program}: ${whyNot(error)}.`)));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, ignored);
  });
}
