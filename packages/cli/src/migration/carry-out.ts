import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationOptions, Plan, VerifyOptions } from '@grant-migrate/codemods';
import { settingsOf } from '../analyze.js';
import { CannotRun } from '../errors.js';
import type { Analyze, Codemods } from '../engine.js';
import { startProgress } from '../progress.js';
import { changesOf, readBytes } from '../workspace/change.js';
import { sha256 } from '../workspace/hash.js';
import type { Workspace } from '../workspace/workspace.js';
import { writeChanges } from '../workspace/write.js';
import type { Outcome } from './outcome.js';
import { typeCheckOf } from './types/type-check.js';

/** What a migration works with. */
export interface Tools {
  workspace: Workspace;
  analyze: Analyze;
  codemods: Codemods;
  /** What the plan was made with. */
  migration: MigrationOptions;
}

/** Proves a plan in memory and takes out the files that fail. Types are checked only before writing: they take longest. */
export function prove(plan: Plan, tools: Tools, types: boolean): Outcome {
  const { workspace, analyze, codemods, migration } = tools;
  // Before the checks, which take their time: a plan that does not fit the files any more needs none.
  changesOf(plan, workspace.root, codemods.applyEdits);
  const progress = startProgress();
  progress.update(() => 'checking the rewrite: it parses, a second run, the rules, types');
  const options: VerifyOptions = {
    analyze: (changed) => analyze(changed, settingsOf(workspace.config)),
    migration,
  };
  const added = plan.dependencies.map(({ name }) => name);
  const typeCheck = types ? typeCheckOf(workspace.root, added) : undefined;
  if (typeCheck) options.typecheck = typeCheck.check;
  try {
    const verified = codemods.verifyPlan(workspace.project, plan, options);
    const changes = changesOf(verified.plan, workspace.root, codemods.applyEdits);
    const untyped = typeCheck?.gaps() ?? ['done before writing'];
    return { ...verified, changes, untyped, written: false, showDiff: true, untouched: null };
  } finally {
    progress.done();
  }
}

/** Writes what was proved, and looks whether any other file changed meanwhile. */
export async function carryOut(proved: Outcome, workspace: Workspace, command: string): Promise<Outcome> {
  const { changes } = proved;
  if (changes.length === 0) return proved;
  const { root, project } = workspace;
  // A link is the file that it leads to.
  const planned = new Set(changes.map(({ file }) => realPath(root, file)));
  const others = project.files.filter((file) => !planned.has(realPath(root, file)));
  const before = fingerprints(root, others);
  await writeChanges(root, command, changes);
  const after = fingerprints(root, others);
  for (const { file, after: wanted } of changes)
    if (!readBytes(root, file)?.equals(wanted))
      throw new CannotRun(`${file} is not what was written.`, 'grant-migrate undo brings everything back.');
  const changed = others.filter((_, i) => before[i] !== after[i]);
  return { ...proved, written: true, untouched: { files: others.length, changed } };
}

function realPath(root: string, file: string): string {
  try {
    return realpathSync(join(root, file));
  } catch {
    return join(root, file);
  }
}

function fingerprints(root: string, files: string[]): (string | null)[] {
  return files.map((file) => {
    try {
      const bytes = readBytes(root, file);
      return bytes === null ? null : sha256(bytes);
    } catch {
      return null;
    }
  });
}
