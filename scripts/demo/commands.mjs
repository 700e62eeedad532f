// The commands that the demo runs before the eyes of the reader.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../../test/apps/copy.mjs';

/**
 * Runs the built grant-migrate. Its output is shown as it is, apart from a diff that was shown before.
 * @param {import('./page.mjs').Page} page
 * @param {string[]} args
 * @param {string} cwd
 * @param {{ diffIsKnown?: boolean }} [options]
 * @returns {Promise<number | null>} its exit status
 */
export async function command(page, args, cwd, { diffIsKnown = false } = {}) {
  page.command(['grant-migrate', ...args].join(' '));
  const child = spawn(process.execPath, [join(root, 'packages/cli/bin/grant-migrate.js'), ...args], {
    cwd,
    env: { ...process.env, FORCE_COLOR: page.colors.isColorSupported ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const status = await new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', done);
  });
  page.output(diffIsKnown ? withoutDiff(output, page.colors.dim('(the same diff)')) : output);
  return status;
}

/**
 * The diff is the first block, and the list of sites begins the next. An output of another form is left whole.
 * @param {string} output
 * @param {string} instead
 */
function withoutDiff(output, instead) {
  const lines = output.split('\n');
  const plain = lines.map((line) => stripVTControlCharacters(line));
  const sites = plain.findIndex((line) => line.startsWith('migrated '));
  if (!plain[0].startsWith('--- ') || sites === -1) return output;
  return [instead, '', ...lines.slice(sites)].join('\n');
}

/** @param {string} cwd */
export function workTreeIsClean(cwd) {
  const { stdout, status } = spawnSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' });
  return status === 0 && stdout.trim() === '';
}
