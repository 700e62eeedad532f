// Temporary folders and git repositories, and programs run in them as a user's shell would.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const made: string[] = [];
export const removeAll = () =>
  made.splice(0).forEach((path) => rmSync(path, { recursive: true, force: true }));

export interface Ran {
  status: number | null;
  output: string;
}

export interface Place {
  directory: string;
  write(file: string, text: string, mode?: number): void;
  read(file: string): string;
  run(program: string, args: string[], more?: Record<string, string | undefined>): Ran;
}

/** The environment of a user, without what Jest or a surrounding git hook has put into ours. */
const clean = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:GIT_|HUSKY|LEFTHOOK|CI$|GITHUB_|NODE_OPTIONS$)/.test(name),
  ),
);
const author = { NAME: 'A', EMAIL: 'a@example.com' };
const environment = {
  ...clean,
  ...Object.fromEntries(
    Object.entries(author).flatMap(([key, value]) =>
      ['AUTHOR', 'COMMITTER'].map((who) => [`GIT_${who}_${key}`, value]),
    ),
  ),
};

/** An empty folder with these files. */
export function place(files: Record<string, string> = {}): Place {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'grant-migrate-adoption-')));
  made.push(directory);
  const here: Place = {
    directory,
    write(file, text, mode) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text, { mode });
    },
    read: (file) => readFileSync(join(directory, file), 'utf8'),
    run(program, args, more = {}) {
      const { status, stdout, stderr, error } = spawnSync(program, args, {
        cwd: directory,
        encoding: 'utf8',
        env: { ...environment, ...more },
        shell: process.platform === 'win32',
      });
      if (error) throw error;
      return { status, output: stdout + stderr };
    },
  };
  for (const [file, text] of Object.entries(files)) here.write(file, text);
  return here;
}

/** Runs a program that has to succeed and answers what it printed. */
export function must({ run }: Place, program: string, ...args: string[]): string {
  const { status, output } = run(program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${output}`);
  return output;
}
