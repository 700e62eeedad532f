/**
 * Git's index, read without git: starting it takes longer than reading what it would say. After
 * https://git-scm.com/docs/index-format. Whatever is not plain (a split or sparse index, names of other lengths than SHA-1's,
 * a place that the environment sets) is left to git.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface IndexEntry {
  file: string;
  /** Git's name for the staged text, in hexadecimal. */
  id: string;
  /** False for links and submodules. */
  isFile: boolean;
}

const ID = 20;
/** Ten numbers of four bytes, the id and two bytes of flags. */
const FIXED = 40 + ID + 2;
/** In the upper byte of the flags. */
const EXTENDED = 0x40;
/** In the upper byte of the mode. */
const FILE_TYPE = 0xf0;
const REGULAR = 0x80;
const FOLDER = 0x40;
const ASCII = /^[\0-\x7f]*$/;

/** Entries by their name, in git's order, a file in conflict once for each side; undefined when git has to be asked. */
export function readGitIndex(root: string, matters: (file: string) => boolean): IndexEntry[] | undefined {
  if (process.env['GIT_DIR'] !== undefined || process.env['GIT_WORK_TREE'] !== undefined) return undefined;
  const git = join(root, '.git');
  // In a hook of `git commit -a` it is another file. Git, too, takes the name from the root.
  const path = resolve(root, process.env['GIT_INDEX_FILE'] ?? join(git, 'index'));
  try {
    if (!statSync(git).isDirectory() || isOfOtherKind(join(git, 'config'))) return undefined;
    return entriesOf(readFileSync(path), matters);
  } catch {
    return undefined;
  }
}

/** `extensions.objectFormat` names the hash when it is not SHA-1. */
function isOfOtherKind(config: string): boolean {
  return /objectformat|worktree/i.test(readFileSync(config, 'utf8'));
}

function entriesOf(bytes: Buffer, matters: (file: string) => boolean): IndexEntry[] | undefined {
  const version = bytes.readUInt32BE(4);
  if (bytes.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return undefined;
  const entries: IndexEntry[] = [];
  let at = 12;
  let name = '';
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const start = at;
    at += bytes[start + 40 + ID]! & EXTENDED ? FIXED + 2 : FIXED;
    let kept = '';
    if (version === 4) {
      // So many bytes of the name before do not count any more.
      const drop = variableNumber(bytes, at);
      at = drop.end;
      kept = name.slice(0, name.length - drop.value);
    }
    const end = bytes.indexOf(0, at);
    name = kept + bytes.toString('latin1', at, end);
    // Up to version 3 an entry is filled with zeroes to a multiple of eight.
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    const type = bytes[start + 26]! & FILE_TYPE;
    // Sparse: a folder stands for what is in it.
    if (type === FOLDER) return undefined;
    const file = ASCII.test(name) ? name : Buffer.from(name, 'latin1').toString('utf8');
    if (!matters(file)) continue;
    entries.push({ file, id: bytes.toString('hex', start + 40, start + 40 + ID), isFile: type === REGULAR });
  }
  return hasOtherParts(bytes, at) ? undefined : entries;
}

/** Git's own: seven bits a byte, and of each byte but the last one more than it says. */
function variableNumber(bytes: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = bytes[at++]!;
  let value = byte & 127;
  while (byte & 128) {
    byte = bytes[at++]!;
    value = ((value + 1) << 7) + (byte & 127);
  }
  return { value, end: at };
}

/** Entries that stand in another file, or for what is not listed. */
function hasOtherParts(bytes: Buffer, start: number): boolean {
  for (let at = start; at + 8 <= bytes.length - ID; at += 8 + bytes.readUInt32BE(at + 4)) {
    const part = bytes.toString('latin1', at, at + 4);
    if (part === 'link' || part === 'sdir') return true;
  }
  return false;
}
