// Runs the built command as a process of its own: Jest cannot be told apart from a terminal otherwise.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Place } from './place.js';

export const standIn = fileURLToPath(new URL('fake-command.mjs', import.meta.url));
export const published = fileURLToPath(new URL('../../bin/grant-migrate.js', import.meta.url));

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Of the process, without what says where its output goes. */
export const environment = { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined, NODE_OPTIONS: '', CI: '' };

/** The command over the stand-in analysis and codemods. */
export function run(place: Place, args: string[], env: Record<string, string> = {}): Ran {
  return spawned(standIn, place, args, env);
}

/** The command as it is published. */
export function runReal(place: Place, args: string[]): Ran {
  return spawned(published, place, args, {});
}

/** The command as a user who is not root, for tests of permissions: root may do everything. */
export function runUnprivileged(place: Place, args: string[]): Ran {
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  return spawned(standIn, place, args, {}, user);
}

function spawned(
  script: string,
  place: Place,
  args: string[],
  env: Record<string, string>,
  user: { uid?: number; gid?: number } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: place.directory,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...user,
    env: { ...environment, ...env },
  });
  return { status, stdout, stderr };
}

/** The command left running, for tests that stop it. */
export function start(place: Place, args: string[]): ChildProcess {
  return spawn(process.execPath, [standIn, ...args], {
    cwd: place.directory,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function json<T = Record<string, unknown>>(ran: Ran): T {
  return JSON.parse(ran.stdout) as T;
}
