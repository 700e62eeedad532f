import type { Plan } from '@grant-migrate/codemods';
import { CannotRun } from '../errors.js';
import type { Analyze, Codemods } from '../engine.js';
import { startProgress } from '../progress.js';
import { changesOf, readBytes } from '../workspace/change.js';
import { sha256 } from '../workspace/hash.js';
import type { Workspace } from '../workspace/workspace.js';
import { writeChanges } from '../workspace/write.js';
import type { Outcome } from './outcome.js';

/** Proves a plan in memory, writes what passed, and looks whether any other file changed meanwhile. */
export async function carryOut(
  workspace: Workspace,
  plan: Plan,
  command: string,
  analyze: Analyze,
  codemods: Codemods,
): Promise<Outcome> {
  const { root, project } = workspace;
  // Before the checks, which take their time: a plan that does not fit the files any more needs none.
  changesOf(plan, root, codemods.applyEdits);
  const progress = startProgress();
  progress.update('checking the rewrite: parse, second run, rules, types');
  const verified = await codemods.verifyPlan(project, plan, {
    analyze: (changed) => analyze(changed, { preset: 'recommended' }),
  });
  progress.done();
  const changes = changesOf(verified.plan, root, codemods.applyEdits);
  if (changes.length === 0) return { ...verified, changes, written: false, untouched: null };

  const planned = new Set(changes.map(({ file }) => file));
  const others = project.files.filter((file) => !planned.has(file));
  const before = fingerprints(root, others);
  await writeChanges(root, command, changes);
  const after = fingerprints(root, others);
  for (const { file, after: wanted } of changes)
    if (!readBytes(root, file)?.equals(wanted))
      throw new CannotRun(`${file} is not what was written.`, 'grant-migrate undo brings everything back.');
  const changed = others.filter((_, i) => before[i] !== after[i]);
  return { ...verified, changes, written: true, untouched: { files: others.length, changed } };
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
