import type { Analysis } from '@grant-migrate/analysis';
import type { Engine } from './engine.js';
import type { Edit } from './report.js';
import type { Workspace } from './workspace/workspace.js';

/**
 * The rewrite of each finding that has one, for reports that can carry it. Needs the codemods, so it is asked for only when
 * there are findings at all.
 */
export async function fixesFor(
  workspace: Workspace,
  analysis: Analysis,
  engine: Engine,
): Promise<ReadonlyMap<string, Edit[]>> {
  const { planMigration } = await engine.codemods();
  const plan = planMigration(workspace.project, analysis, { to: 'auto' });
  const fixes = new Map<string, Edit[]>();
  for (const { status, fingerprint, edits } of plan.sites)
    if (status === 'migrated')
      fixes.set(
        fingerprint,
        edits.map((index) => plan.edits[index]!),
      );
  return fixes;
}
