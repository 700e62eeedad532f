import type { Finding } from '@grant-migrate/analysis';
import { CannotRun } from './errors.js';
import { changedSince } from './workspace/git.js';
import type { Workspace } from './workspace/workspace.js';

/** Which part of the project a run speaks of; undefined for all of it. */
export interface FocusOptions {
  staged: boolean;
  since: string | undefined;
}

/** The files that `--staged` or `--since` asks about. */
export async function focusedFiles(
  workspace: Workspace,
  { staged, since }: FocusOptions,
): Promise<Set<string> | undefined> {
  if (!staged && since === undefined) return undefined;
  const option = staged ? '--staged' : '--since';
  if (!workspace.git) throw new CannotRun(`${option} needs a git repository, and there is none here.`);
  if (staged) {
    const files = await workspace.staged;
    if (files) return new Set(files);
    throw new CannotRun('git does not tell what is staged.', `It does when this works: git diff --cached`);
  }
  const changed = changedSince(workspace.root, since!);
  if (changed === undefined)
    throw new CannotRun(
      `git does not know "${since}", or it has no commit in common with HEAD.`,
      'In CI, fetch the whole history first: git fetch --unshallow, or fetch-depth: 0.',
    );
  return new Set(changed);
}

/** A finding belongs to a change when its place or a step of its path lies in a changed file: either may have caused it. */
export function touches(finding: Finding, files: Set<string>): boolean {
  return files.has(finding.file) || finding.paths.some((path) => path.some((step) => files.has(step.file)));
}
