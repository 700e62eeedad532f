// The commands that the demo runs before the eyes of the reader.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../test/apps/copy.mjs';

/**
 * Runs the built grant-migrate, its output passed through as it comes, so that it sees the terminal that there is.
 * @param {import('./page.mjs').Page} page
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<number | null>} its exit status
 */
export function command(page, args, cwd) {
  page.command(['grant-migrate', ...args].join(' '));
  const bin = join(root, 'packages/cli/bin/grant-migrate.js');
  // A synchronous call would keep the page's own output waiting; and nothing here may be typed in.
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', done);
  });
}

/** @param {string} cwd */
export function workTreeIsClean(cwd) {
  const { stdout, status } = spawnSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' });
  return status === 0 && stdout.trim() === '';
}
