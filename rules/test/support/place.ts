// Small projects in temporary directories, with git, as the command and ESLint meet them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

/** The repository of grant-migrate. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export interface Place {
  directory: string;
  write(file: string, text: string): void;
  remove(file: string): void;
}

/** A git repository that holds the files and finds what is installed here. */
export function place(files: Record<string, string>): Place {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'grant-migrate-rules-')));
  made.push(directory);
  const at = (file: string) => join(directory, file);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  write('.gitignore', 'node_modules\ngenerated/\n');
  symlinkSync(join(repository, 'node_modules'), at('node_modules'), 'junction');
  execFileSync('git', ['init', '-q'], { cwd: directory });
  return { directory, write, remove: (file) => rmSync(at(file)) };
}
