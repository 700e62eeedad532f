import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Plan } from '@grant-migrate/codemods';
import { detect } from 'package-manager-detector/detect';
import { resolveCommand } from 'package-manager-detector/commands';
import { CannotRun } from '../errors.js';

/** How to install what a plan added, with the package manager that the project uses. */
export interface Installation {
  command: string;
  args: string[];
  directory: string;
  /** For a person, to paste. */
  text: string;
}

/** One installation for each place with a lock file of its own; workspaces share theirs. */
export async function installations(root: string, plan: Plan): Promise<Installation[]> {
  const found = new Map<string, Installation>();
  for (const { manifest } of plan.dependencies) {
    const folder = dirname(manifest);
    const detected = await detect({ cwd: join(root, folder), stopDir: root });
    const resolved = resolveCommand(detected?.agent ?? 'npm', 'install', []);
    if (resolved === null) continue;
    const { command } = resolved;
    // Written out: `npm i` is a word for those who know it.
    const args = resolved.args.map((word) => (word === 'i' ? 'install' : word));
    const words = [command, ...args].join(' ');
    const text = folder === '.' ? words : `(cd ${folder} && ${words})`;
    found.set(text, { command, args, directory: join(root, folder), text });
  }
  return [...found.values()];
}

export function runInstallation({ command, args, directory, text }: Installation): void {
  const run = spawnSync(command, args, {
    cwd: directory,
    // Stdout is the report's.
    stdio: ['inherit', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0)
    throw new CannotRun(
      `"${text}" failed. The rewrite is written.`,
      'Run it again, or take all back: grant-migrate undo',
    );
}
