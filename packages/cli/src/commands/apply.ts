import { resolve } from 'node:path';
import type { MigrationTarget, Plan } from '@grant-migrate/codemods';
import { guardWorkTree } from '../guard.js';
import { carryOut, prove } from '../migration/carry-out.js';
import { readPlanFile } from '../migration/plan-file.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Command } from './command.js';
import { migrateStatus } from './migrate.js';
import { outcomeOptions, printOutcome, type OutcomeArguments } from './outcome.js';
import { warn } from '../warn.js';

interface ApplyArguments extends OutcomeArguments {
  plan: string;
  allowDirty: boolean;
}

export const apply: Command = {
  options: { 'allow-dirty': { type: 'boolean', default: false }, ...outcomeOptions },
  async run(args, { cwd, engine }) {
    const options = args as unknown as ApplyArguments;
    const workspace = await openWorkspace([], cwd);
    guardWorkTree(workspace.root, workspace.git, options.allowDirty, warn);
    const plan = readPlanFile(resolve(cwd, options.plan));
    const [analyze, codemods] = await Promise.all([engine.analysis(), engine.codemods()]);
    const command = `grant-migrate apply ${options.plan}`;
    const migration = { to: targetOf(plan), files: Object.keys(plan.hashes) };
    const proved = prove(plan, { workspace, analyze, codemods, migration }, true);
    const outcome = await carryOut(proved, workspace, command);
    await printOutcome(outcome, workspace.root, codemods, options, command);
    return migrateStatus(outcome, false);
  },
};

/** What the plan was made for: all its sites have the same target. */
function targetOf({ sites }: Plan): MigrationTarget {
  return (sites.find(({ status }) => status === 'migrated')?.to ?? 'auto') as MigrationTarget;
}
