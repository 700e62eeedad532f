// Projects that have nothing but what they install.
import { execFile, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);
const env = { ...process.env, NODE_OPTIONS: '', ESLINT_USE_FLAT_CONFIG: undefined };
const shell = process.platform === 'win32';

export interface FreshProject {
  directory: string;
  write(file: string, text: string): void;
  has(path: string): boolean;
  /** Runs a command of the project's own; answers its status and what it printed. */
  run(name: string, args: string[], more?: Record<string, string>): { status: number | null; output: string };
  /** What ESLint reports, `file:line rule` each. */
  lint(args?: string[], more?: Record<string, string>): string[];
}

const made: string[] = [];
export const removeAll = () =>
  made.forEach((directory) => rmSync(directory, { recursive: true, force: true }));

function temporary(purpose: string): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), `grant-migrate-${purpose}-`)));
  made.push(directory);
  return directory;
}

/** Packs the plugin and the analysis as they would be published. */
export async function pack(): Promise<string[]> {
  const folder = temporary('packed');
  for (const workspace of ['packages/analysis', 'rules'])
    await execute('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: join(repository, workspace),
      env,
      shell,
    });
  return readdirSync(folder).map((name) => join(folder, name));
}

/** A project with these packages installed, and the files in it. */
export async function freshProject(packages: string[], files: Record<string, string>): Promise<FreshProject> {
  const directory = temporary('host');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  write('package.json', '{ "name": "fresh", "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent', ...packages];
  await execute('npm', args, { cwd: directory, env, shell });
  for (const [file, text] of Object.entries(files)) write(file, text);

  const run: FreshProject['run'] = (name, args, more = {}) => {
    const bin = join(directory, 'node_modules/.bin', name);
    const { status, stdout, stderr } = spawnSync(bin, args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...env, ...more },
      shell,
    });
    return { status, output: stdout + stderr };
  };
  return {
    directory,
    write,
    has: (path) => existsSync(join(directory, path)),
    run,
    lint(args = ['.'], more) {
      const { output } = run('eslint', ['--format', 'json', ...args], more);
      const line = output.split('\n').find((one) => one.startsWith('[{'));
      if (line === undefined) throw new Error(output);
      const results = JSON.parse(line) as {
        filePath: string;
        messages: { ruleId: string; line: number; message: string }[];
      }[];
      return results
        .flatMap(({ filePath, messages }) =>
          messages.map(
            ({ ruleId, line, message }) =>
              `${filePath.slice(directory.length + 1)}:${line} ${ruleId ?? message}`,
          ),
        )
        .sort();
    },
  };
}
