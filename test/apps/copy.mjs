// Copies of the sample applications: each one a fresh git repository in a temporary directory, so that migrations have the
// clean work tree they ask for and the samples themselves are never touched.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository of grant-migrate. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} folder an application
 * @param {string} [purpose] part of the temporary directory's name
 * @returns {{ folder: string, remove: () => void }}
 */
export function copyApp(folder, purpose = 'app') {
  const parent = mkdtempSync(join(tmpdir(), `grant-migrate-${purpose}-`));
  const copy = join(parent, basename(folder));
  const remove = () => rmSync(parent, { recursive: true, force: true });
  const left = new Set(['node_modules', 'dist', 'app.json']);
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
    linkPackages(copy);
    commitAll(copy);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder: copy, remove };
}

/**
 * Lets the copy find what is installed here, the locally built token client included: nothing is downloaded.
 * A junction, because on Windows other links need rights that developers rarely have.
 * @param {string} copy
 */
function linkPackages(copy) {
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/** @param {string} copy */
function commitAll(copy) {
  const author = [
    '-c',
    'user.name=sample',
    '-c',
    'user.email=sample@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  git(copy, 'init', '--quiet');
  // Not `node_modules/`: here it is a link, and a pattern that ends in a slash matches directories alone.
  mkdirSync(join(copy, '.git/info'), { recursive: true });
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\ndist\n');
  git(copy, 'add', '--all');
  git(copy, ...author, 'commit', '--quiet', '--no-verify', '--message', 'The application as it is');
}

/** @param {string} cwd @param {...string} args */
function git(cwd, ...args) {
  const result = spawnSync('git', args, { cwd, env: withoutGit(process.env), encoding: 'utf8' });
  if (result.error) throw new Error(`git could not be run: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
}

/** In a git hook the environment points at the outer repository. @param {NodeJS.ProcessEnv} env */
function withoutGit(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
}
