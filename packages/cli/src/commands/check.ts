import type { Analysis } from '@grant-migrate/analysis';
import { isSourceFile } from '@grant-migrate/analysis/disk';
import { analyze, seenIn, settingsOf, type Preset } from '../analyze.js';
import type { Engine } from '../engine.js';
import { CannotRun } from '../errors.js';
import { fixesFor } from '../fixes.js';
import { focusedFiles, touches } from '../focus.js';
import { giveReport, outputOptions, type OutputArguments } from '../give-report.js';
import { baselineOptions, withoutKnown, type BaselineArguments } from '../known-findings.js';
import { emptyReport, type Report } from '../report.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import type { Command, Context } from './command.js';

interface CheckArguments extends OutputArguments, BaselineArguments {
  paths?: string[];
  preset?: Preset;
  staged: boolean;
  since?: string;
  shard?: string;
  out?: string;
  cache: boolean;
}

export const check: Command = {
  options: {
    ...outputOptions,
    ...baselineOptions,
    preset: { choices: ['recommended', 'strict'] },
    staged: { type: 'boolean', default: false },
    since: { type: 'string', requiresArg: true },
    shard: { type: 'string', requiresArg: true },
    out: { type: 'string', requiresArg: true },
    cache: { type: 'boolean', default: true },
  },
  async run(args, context) {
    const options = args as unknown as CheckArguments;
    demandSense(options);
    if (options.shard !== undefined) {
      const { runShard } = await import('../shards/run-shard.js');
      return runShard(options.shard, options.out!, options, context);
    }
    return giveReport(await checkProject(options, context), options, context.cwd);
  },
};

function demandSense({ staged, since, updateBaseline, prune, ...options }: CheckArguments): void {
  if (staged && since !== undefined) throw new CannotRun('--staged and --since do not go together.');
  if ((options.shard === undefined) !== (options.out === undefined))
    throw new CannotRun(
      '--shard and --out go together.',
      'grant-migrate check --shard 1/4 --out facts-1.json, then: grant-migrate merge facts-*.json',
    );
  if (options.shard !== undefined && (staged || since !== undefined))
    throw new CannotRun('--shard does not go with --staged or --since: what changed needs no sharing.');
  const changes = updateBaseline ? '--update-baseline' : prune ? '--prune' : undefined;
  if (changes === undefined) return;
  if (options.shard !== undefined)
    throw new CannotRun(`${changes} goes with merge: a shard has no findings yet.`);
  if (staged || since !== undefined)
    throw new CannotRun(`${changes} does not go with --staged or --since: a baseline speaks of whole files.`);
}

async function checkProject(options: CheckArguments, { cwd, engine }: Context): Promise<Report> {
  const began = performance.now();
  // While git lists. What an earlier run found out may make it needless; awaited, and its failure told, where it is used.
  if (!options.cache) engine.analysis().catch(() => undefined);
  const workspace = await openWorkspace(options.paths ?? [], cwd, {
    staged: options.staged,
    mayBeEmpty: options.staged || options.since !== undefined,
    cache: options.cache,
  });
  const focus = await focusedFiles(workspace, { staged: options.staged, since: options.since });
  const report = emptyReport(workspace);
  // A commit that changes no source file can bring no finding; it must not cost the time of a check.
  if (focus === undefined || [...focus].some(isSourceFile)) {
    const analysis = await analysisOf(workspace, options.preset, engine);
    const found = analysis.findings.filter(
      (finding) => workspace.inScope(finding.file) && (focus === undefined || touches(finding, focus)),
    );
    Object.assign(report, seenIn(workspace, analysis));
    report.skipped = report.skipped.filter(({ file }) => focus?.has(file) ?? true);
    Object.assign(report, await withoutKnown(found, options, workspace, cwd, focus !== undefined));
    if (options.format === 'sarif' && report.findings.length > 0)
      report.fixes = await fixesFor(workspace, analysis, engine);
  }
  report.durationMs = Math.round(performance.now() - began);
  return report;
}

/** An earlier run's where it would be the same: then not even the code that makes one is loaded. */
async function analysisOf(
  workspace: Workspace,
  preset: Preset | undefined,
  engine: Engine,
): Promise<Analysis> {
  const known = workspace.recall(settingsOf(workspace.config, preset));
  if (known) return known;
  const analysis = analyze(workspace, preset, await engine.analysis());
  workspace.remember(analysis);
  return analysis;
}
