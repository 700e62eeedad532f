import type { Codemods } from '../engine.js';
import { installations, runInstallation } from '../migration/install.js';
import { migrationJson } from '../migration/migration-json.js';
import type { Outcome } from '../migration/outcome.js';
import { showOutcome } from '../migration/show.js';
import { viewOf } from '../terminal.js';

/** Options of the commands that end in an outcome: `migrate` and `apply`. */
export const outcomeOptions = {
  format: { choices: ['pretty', 'json'] as const, default: 'pretty' },
  install: { type: 'boolean', default: false },
} as const;

export interface OutcomeArguments {
  format: 'pretty' | 'json';
  install: boolean;
}

/** Prints what was planned or done, and installs what was added when that is wanted. */
export async function printOutcome(
  outcome: Outcome,
  root: string,
  codemods: Codemods,
  { format, install }: OutcomeArguments,
  again: string,
): Promise<void> {
  const { plan, written } = outcome;
  const steps = await installations(root, plan);
  if (format === 'json') process.stdout.write(migrationJson(outcome));
  else {
    const toInstall = install ? [] : steps.map(({ text }) => text);
    process.stdout.write(showOutcome(outcome, codemods.reasons, toInstall, again, viewOf(process.stdout)));
  }
  if (install && written) steps.forEach(runInstallation);
}
