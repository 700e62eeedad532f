// A directory on disk for the time of a test file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export interface Place {
  directory: string;
  write(file: string, text: string): void;
  remove(file: string): void;
}

export function place(files: Record<string, string>, { git = true } = {}): Place {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'grant-migrate-disk-')));
  made.push(directory);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  if (git) execFileSync('git', ['init', '-q'], { cwd: directory });
  return { directory, write, remove: (file) => rmSync(join(directory, file)) };
}
