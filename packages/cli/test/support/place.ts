// Temporary directories and git repositories for the command to run in.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export interface Place {
  directory: string;
  write(file: string, content: string | Buffer): void;
  read(file: string): Buffer;
  git(...args: string[]): string;
}

/** A directory without git that holds the files. */
export function plainPlace(files: Record<string, string | Buffer> = {}): Place {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'grant-migrate-cli-')));
  made.push(directory);
  const place: Place = {
    directory,
    write(file, content) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), content);
    },
    read: (file) => readFileSync(join(directory, file)),
    git: (...args) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
  for (const [file, content] of Object.entries(files)) place.write(file, content);
  return place;
}

/** A git repository with the files committed. */
export function repository(files: Record<string, string | Buffer>): Place {
  const place = plainPlace(files);
  place.git('init', '-q', '-b', 'main');
  place.git('add', '-A');
  place.git('commit', '-q', '-m', 'start');
  return place;
}

/** Code that the stand-in analysis reports. */
export const login = "const res = await axios.post(url, { grant_type: 'password', username, password });\n";
