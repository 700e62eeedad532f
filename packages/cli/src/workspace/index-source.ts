import {
  asUtf8,
  git,
  isSourceFile,
  lastingStampOf,
  readBytes,
  zeroSplit,
  type BytesResult,
} from '@grant-migrate/analysis/disk';
import { gitWhile } from './git.js';

export interface IndexSource {
  files: string[];
  read(file: string): BytesResult;
  /** Git's name for the staged text. */
  identityOf(file: string): string | undefined;
}

/**
 * The project as the next commit will hold it. Files whose work tree equals the index are read from disk; only those that
 * differ (partially staged, changed or deleted since) are asked of git, all in one process.
 */
export async function indexSource(root: string): Promise<IndexSource> {
  const began = Date.now();
  const [entries, differences] = await Promise.all([
    gitWhile(root, ['ls-files', '-s', '-z']),
    gitWhile(root, ['diff-files', '--name-only', '-z']),
  ]);
  const ids = new Map<string, string>();
  for (const entry of zeroSplit(entries)) {
    // "mode id stage\tpath"; modes: 100644 and 100755 are files, 120000 a link, 160000 a submodule.
    const match = /^100\d{3} ([0-9a-f]+) \d\t(.*)$/s.exec(entry);
    if (match !== null && (isSourceFile(match[2]!) || match[2]!.endsWith('.json')))
      ids.set(match[2]!, match[1]!);
  }
  const differing = zeroSplit(differences).filter((file) => ids.has(file));
  let blobs: Map<string, Buffer> | undefined;
  const fromDisk = new Set<string>();
  return {
    files: [...ids.keys()].filter(isSourceFile),
    identityOf(file) {
      // What was read from disk may have been changed after git was asked.
      const settled = !fromDisk.has(file) || lastingStampOf(`${root}/${file}`, began) !== undefined;
      return settled ? ids.get(file) : undefined;
    },
    read(file) {
      const blob = (blobs ??= readBlobs(root, differing, ids)).get(file);
      if (blob !== undefined) return asUtf8(blob);
      fromDisk.add(file);
      return readBytes(`${root}/${file}`);
    },
  };
}

function readBlobs(root: string, files: string[], ids: Map<string, string>): Map<string, Buffer> {
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
