// The trees that labels speak of, written out from git folders (DIR/OWNER+NAME/repo, bare or not) or from the registry.
// Nothing of them is ever committed: they live in a work folder outside the project.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOMY = { maxBuffer: 1 << 30 };

/** What an analysis may read: sources, manifests and the configuration that resolves modules. */
const WANTED = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$|(?:^|\/)(?:package|tsconfig[^/]*|jsconfig)\.json$/;

export const keyOf = ({ repo, commit }) => `${repo}@${commit ?? ''}`;

/** Labels by tree; trees that were read whole come even when they hold no label. */
export function treesOf(labels, whole = []) {
  const trees = new Map();
  const tree = ({ source, repo, commit, batch }) => {
    const key = keyOf({ repo, commit });
    if (!trees.has(key)) trees.set(key, { key, source, repo, commit, batch, whole: false, labels: [] });
    return trees.get(key);
  };
  for (const label of labels) tree(label).labels.push(label);
  for (const one of whole) tree(one).whole = true;
  return [...trees.values()];
}

/** Writes the tree below `work` once and answers its folder, or null when its repository or package cannot be had. */
export async function writeTree(tree, { repos, work }) {
  const folder = join(work, tree.key.replaceAll('/', '+'));
  if (existsSync(join(folder, '.done'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = tree.source === 'npm' ? await unpack(tree, folder) : await checkOut(tree, folder, repos);
  if (!written) return null;
  writeFileSync(join(folder, '.done'), '');
  return folder;
}

/**
 * Labels whose source file the tree does not hold: repositories of unknown commit have moved on since they were read.
 * No tool can be measured on them. A label outside sources (a shell script) stays: missing it is a limit of a tool.
 */
export function labelsGone(tree, folder) {
  return tree.labels.filter(({ path }) => WANTED.test(path) && !existsSync(join(folder, path)));
}

async function unpack({ repo }, folder) {
  try {
    await run('npm', ['pack', repo, '--silent', '--pack-destination', folder]);
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
    await run('tar', ['xzf', tarball, '--strip-components=1'], { cwd: folder });
    rmSync(join(folder, tarball));
    return true;
  } catch {
    return false;
  }
}

async function checkOut({ repo, commit }, folder, repos) {
  const kept = join(repos, repo.replace('/', '+'), 'repo');
  const git = `--git-dir=${existsSync(join(kept, '.git')) ? join(kept, '.git') : kept}`;
  const revision = commit || 'HEAD';
  try {
    const { stdout } = await run('git', [git, 'ls-tree', '-r', '-z', '--name-only', revision], ROOMY);
    const names = stdout
      .split('\0')
      .filter((name) => name && WANTED.test(name) && !name.includes('node_modules/'));
    for (const { name, body } of await readBlobs(git, revision, names)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), body);
    }
    return true;
  } catch {
    return false;
  }
}

/** One `git cat-file` for all files: a process a file would take minutes on a large repository. */
async function readBlobs(git, revision, names) {
  const asked = run('git', [git, 'cat-file', '--batch'], { ...ROOMY, encoding: 'buffer' });
  asked.child.stdin.end(names.map((name) => `${revision}:${name}\n`).join(''));
  const { stdout } = await asked;
  const blobs = [];
  let at = 0;
  for (const name of names) {
    const end = stdout.indexOf(10, at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(stdout.subarray(at, end).toString())?.[1];
    at = end + 1;
    if (size === undefined) continue;
    blobs.push({ name, body: stdout.subarray(at, at + Number(size)) });
    at += Number(size) + 1;
  }
  return blobs;
}
