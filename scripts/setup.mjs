// Installs what the lock file names, once: later calls return at once while node_modules matches the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project's root with its output shown; ends the process with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.status !== 0 && !options.allowFailure) process.exit(result.status ?? 1);
  return result;
}

/** Installs dependencies from the lock file when they are not there or older than it. */
export function setup() {
  const installed = `${root}/node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}/package-lock.json`).mtimeMs)
    return;
  // Not `npm ci`: it wants every platform's optional binary in the lock file, and a lock file written where the registry serves
  // only one platform's cannot have them. `--no-save` installs what the lock file names and leaves it as it is.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
