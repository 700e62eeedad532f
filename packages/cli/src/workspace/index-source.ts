import { createHash } from 'node:crypto';
import {
  asUtf8,
  git,
  isSourceFile,
  lastingStampIfThere,
  readBytes,
  readGitIndex,
  zeroSplit,
  type BytesResult,
  type Identity,
} from '@grant-migrate/analysis/disk';
import { gitWhile, stagedFiles } from './git.js';

export interface IndexSource {
  files: string[];
  /** Files that a commit made now would change; undefined when git does not say. */
  staged: Promise<string[] | undefined>;
  read(file: string): BytesResult;
  /** Git's name for the staged text. Of what the index does not hold, a stamp, and null when it is not there. */
  identityOf(file: string): Identity | null;
}

/**
 * The project as the next commit will hold it. Files whose work tree equals the index are read from disk; only those that
 * differ (partially staged, changed or deleted since) are asked of git, all in one process.
 */
export async function indexSource(root: string): Promise<IndexSource> {
  const began = Date.now();
  const staged = stagedFiles(root);
  const ids = await idsOf(root);
  const fromDisk = new Set<string>();
  let differing: Map<string, Buffer> | undefined;

  return {
    files: [...ids.keys()].filter(isSourceFile),
    staged,
    identityOf(file) {
      const id = ids.get(file);
      if (id !== undefined && !fromDisk.has(file)) return id;
      const stamp = lastingStampIfThere(`${root}/${file}`, began);
      if (id === undefined) return stamp;
      // It may have been changed after git was asked.
      return typeof stamp === 'number' ? id : undefined;
    },
    read(file) {
      const onDisk = readBytes(`${root}/${file}`);
      const id = ids.get(file);
      if (id === undefined || (onDisk.kind === 'bytes' && idOf(onDisk.bytes) === id)) return onDisk;
      const blob = (differing ??= readDiffering(root, ids)).get(file);
      if (blob !== undefined) return asUtf8(blob);
      // Equal, as git tells it, though not byte by byte: with other line ends, or through a filter.
      fromDisk.add(file);
      return readBytes(`${root}/${file}`);
    },
  };
}

/** Git's name for a text. */
function idOf(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The ids of source files and manifests. */
async function idsOf(root: string): Promise<Map<string, string>> {
  const matters = (file: string) => isSourceFile(file) || file.endsWith('.json');
  const entries = readGitIndex(root, matters);
  if (entries) return new Map(entries.flatMap(({ isFile, file, id }) => (isFile ? [[file, id]] : [])));
  const ids = new Map<string, string>();
  for (const line of zeroSplit(await gitWhile(root, ['ls-files', '-s', '-z']))) {
    // "mode id stage\tpath"; modes: 100644 and 100755 are files, 120000 a link, 160000 a submodule.
    const match = /^100\d{3} ([0-9a-f]+) \d\t(.*)$/s.exec(line);
    if (match !== null && matters(match[2]!)) ids.set(match[2]!, match[1]!);
  }
  return ids;
}

/** The staged texts of all files that differ on disk. */
function readDiffering(root: string, ids: Map<string, string>): Map<string, Buffer> {
  const differing = zeroSplit(git(root, ['diff-files', '--name-only', '-z'])).filter((file) => ids.has(file));
  const files = [...new Set(differing)];
  const blobs = new Map<string, Buffer>();
  if (files.length === 0) return blobs;
  const wanted = files.map((file) => `${ids.get(file)}\n`).join('');
  const output = git(root, ['cat-file', '--batch'], wanted);
  if (output === undefined) return blobs;
  let at = 0;
  for (const file of files) {
    const headEnd = output.indexOf(10, at);
    const size = Number(/ blob (\d+)$/.exec(output.toString('latin1', at, headEnd))?.[1] ?? Number.NaN);
    at = headEnd + 1;
    if (Number.isNaN(size)) continue;
    blobs.set(file, output.subarray(at, at + size));
    at += size + 1;
  }
  return blobs;
}
