import { resolve } from 'node:path';
import { guardWorkTree } from '../guard.js';
import { carryOut } from '../migration/carry-out.js';
import { readPlanFile } from '../migration/plan-file.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Command } from './command.js';
import { migrateStatus } from './migrate.js';
import { outcomeOptions, printOutcome, type OutcomeArguments } from './outcome.js';
import { warn } from './warn.js';

interface ApplyArguments extends OutcomeArguments {
  plan: string;
  allowDirty: boolean;
}

export const apply: Command = {
  usage: 'apply <plan>',
  positionals: ['plan'],
  options: { 'allow-dirty': { type: 'boolean', default: false }, ...outcomeOptions },
  async run(args, { cwd, engine }) {
    const options = args as unknown as ApplyArguments;
    const workspace = openWorkspace([], cwd);
    guardWorkTree(workspace.root, workspace.git, options.allowDirty, warn);
    const plan = readPlanFile(resolve(cwd, options.plan));
    const codemods = await engine.codemods();
    const command = `grant-migrate apply ${options.plan}`;
    const outcome = await carryOut(workspace, plan, command, await engine.analysis(), codemods);
    await printOutcome(outcome, workspace.root, codemods, options, command);
    return migrateStatus(outcome, false);
  },
};
