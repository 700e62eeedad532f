import { resolve } from 'node:path';
import type { MigrationOptions, MigrationTarget, Plan, UnknownFrameworkError } from '@grant-migrate/codemods';
import { analyze, skippedIn } from '../analyze.js';
import { CannotRun } from '../errors.js';
import { failedFiles, status, type Status } from '../exit-status.js';
import { guardWorkTree } from '../guard.js';
import { carryOut, prove } from '../migration/carry-out.js';
import { chooseSites, isOffered } from '../migration/choose.js';
import { withEditedSites } from '../migration/edit-site.js';
import { formatPlan } from '../migration/format/format-plan.js';
import { formatters, type FormatterName } from '../migration/format/formatter.js';
import { needsPerson, type Outcome } from '../migration/outcome.js';
import { writePlanFile } from '../migration/plan-file.js';
import { closest } from '../suggest.js';
import { isInteractive, viewOf } from '../terminal.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Command } from './command.js';
import { outcomeOptions, printOutcome, type OutcomeArguments } from './outcome.js';
import { warn } from '../warn.js';

interface MigrateArguments extends OutcomeArguments {
  paths?: string[];
  to: MigrationTarget;
  framework?: string;
  minimumLifetime?: number;
  write: boolean;
  interactive: boolean;
  allowDirty: boolean;
  out?: string;
  formatWith?: FormatterName;
}

const targets: MigrationTarget[] = ['auto', 'cached-client', 'client-credentials', 'pkce'];

export const migrate: Command = {
  options: {
    to: { choices: targets, default: 'auto' },
    framework: { type: 'string', requiresArg: true },
    'minimum-lifetime': { type: 'number', requiresArg: true },
    write: { type: 'boolean', default: false },
    interactive: { type: 'boolean', default: false },
    'allow-dirty': { type: 'boolean', default: false },
    out: { type: 'string', requiresArg: true },
    'format-with': { choices: formatters },
    ...outcomeOptions,
  },
  async run(args, { cwd, engine }) {
    const options = args as unknown as MigrateArguments;
    demandTerminal(options);
    const writes = options.write || options.interactive;
    const workspace = await openWorkspace(options.paths ?? [], cwd);
    if (writes) guardWorkTree(workspace.root, workspace.git, options.allowDirty, warn);

    const analyzeProject = await engine.analysis();
    const analysis = analyze(workspace, undefined, analyzeProject);
    const codemods = await engine.codemods();
    const migration: MigrationOptions = { to: options.to, files: workspace.scope };
    if (options.framework !== undefined) migration.framework = options.framework;
    if (options.minimumLifetime !== undefined) migration.minimumLifetime = seconds(options.minimumLifetime);
    const planned = (): Plan =>
      planOrSayWhy(() => codemods.planMigration(workspace.project, analysis, migration));
    let plan = planned();
    if (options.interactive) {
      const { colors } = viewOf(process.stdout);
      const chosen = await chooseSites(plan, workspace.root, codemods, colors);
      if (chosen === undefined) throw new CannotRun('Broken off. Nothing was written.');
      const { fingerprints, edited } = chosen;
      migration.fingerprints = fingerprints;
      // Only what was chosen is written: no markers either.
      const left = plan.sites
        .filter((site) => site.status === 'skipped' && !fingerprints.includes(site.fingerprint))
        .map((site) => ({ ...site, edits: [], created: [] }));
      plan = planned();
      plan.sites = [...plan.sites.filter(isOffered), ...left];
      plan = withEditedSites(plan, edited, workspace.root, codemods.applyEdits);
    }
    if (options.formatWith !== undefined)
      plan = await formatPlan(plan, workspace.root, options.formatWith, codemods.applyEdits);
    const tools = { workspace, analyze: analyzeProject, codemods, migration };
    const proved = { ...prove(plan, tools, writes), showDiff: !options.interactive };
    if (options.out !== undefined) writePlanFile(resolve(cwd, options.out), proved.plan);
    const command = `grant-migrate migrate --to ${options.to}`;
    const outcome = writes ? await carryOut(proved, workspace, command) : proved;
    await printOutcome(outcome, workspace.root, codemods, options, againCommand(options));
    return migrateStatus(outcome, failedFiles(skippedIn(workspace, analysis)).length > 0);
  },
};

function seconds(value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new CannotRun('--minimum-lifetime takes a number of seconds, such as 300.');
}

/** A framework that is not known is a slip of the command line, not a defect. */
function planOrSayWhy(plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UnknownFrameworkError') throw error;
    const { framework, known } = error as UnknownFrameworkError;
    const meant = closest(framework.toLowerCase(), known);
    const hint = meant === undefined ? `Known: ${known.join(', ')}.` : `Did you mean --framework ${meant}?`;
    throw new CannotRun(`There is no scaffold for "${framework}".`, hint);
  }
}

function demandTerminal({ interactive, format }: MigrateArguments): void {
  if (!interactive) return;
  if (format === 'json') throw new CannotRun('--interactive and --format json do not go together.');
  if (!isInteractive())
    throw new CannotRun(
      '--interactive needs a terminal.',
      'Without one, --write migrates every site that is safe.',
    );
}

/** The command that writes what was only shown. */
function againCommand({
  paths = [],
  to,
  framework,
  minimumLifetime,
  formatWith,
  out,
}: MigrateArguments): string {
  if (out !== undefined) return `grant-migrate apply ${out}`;
  const words = ['grant-migrate migrate', ...paths, `--to ${to}`];
  if (framework !== undefined) words.push(`--framework ${framework}`);
  if (minimumLifetime !== undefined) words.push(`--minimum-lifetime ${minimumLifetime}`);
  if (formatWith !== undefined) words.push(`--format-with ${formatWith}`);
  return [...words, '--write'].join(' ');
}

export function migrateStatus({ plan, verification }: Outcome, filesFailed: boolean): Status {
  if (filesFailed) return status.couldNotRun;
  const left = plan.sites.some(needsPerson) || verification.rolledBack.length > 0;
  return left ? status.findings : status.nothingToDo;
}
