import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Analysis, SkippedFile } from '@grant-migrate/analysis';
import { readText } from '@grant-migrate/analysis/disk';
import { seenIn } from '../analyze.js';
import { readConfig } from '../config.js';
import { fixesFor } from '../fixes.js';
import { giveReport, outputOptions, type OutputArguments } from '../give-report.js';
import { baselineOptions, withoutKnown, type BaselineArguments } from '../known-findings.js';
import type { Report } from '../report.js';
import { digestOf, readAllFacts, type ShardFacts } from '../shards/facts-file.js';
import { findRoot } from '../workspace/root.js';
import { testOf } from '../workspace/scope.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Command, Context } from './command.js';

interface MergeArguments extends OutputArguments, BaselineArguments {
  facts?: string[];
}

/** One report of what the shards of a check found: the same that one run would have given. */
export const merge: Command = {
  options: { ...outputOptions, ...baselineOptions },
  async run(args, context) {
    const options = args as unknown as MergeArguments;
    return giveReport(await mergedReport(options, context), options, context.cwd);
  },
};

async function mergedReport(options: MergeArguments, { cwd, engine }: Context): Promise<Report> {
  const began = performance.now();
  const shards = readAllFacts((options.facts ?? []).map((path) => resolve(cwd, path)));
  const { conclude } = await engine.parts();
  const analysis = conclude(shards.map(({ part }) => part));
  const here = realpathSync(cwd);
  const { directory: root } = findRoot(here, here);
  const inScope = testOf(shards[0].run.scope);
  // What one shard alone had to read, another did not miss.
  const gone = new Set(shards.flatMap((shard) => shard.gone));
  const skipped = () => [...new Map(shards.flatMap((shard) => shard.skipped).map(byName)).values()];
  const { config } = await readConfig(root);
  const found = analysis.findings.filter(({ file }) => inScope(file));
  const known = await withoutKnown(found, options, { inScope, config, root }, cwd, false);
  return {
    root,
    ...known,
    ...seenIn({ skipped, gone: () => gone, inScope }, analysis),
    durationMs: Math.round(performance.now() - began),
    fixes:
      options.format === 'sarif' && known.findings.length > 0
        ? await fixesOnDisk(shards[0], analysis, { cwd: root, engine })
        : null,
    textOf(file) {
      const result = readText(`${root}/${file}`);
      return result.kind === 'text' ? result.text : undefined;
    },
  };
}

const byName = (one: SkippedFile) => [one.file, one] as const;

/** Rewrites need the files: there are none where the facts alone were brought together. */
async function fixesOnDisk(
  { run }: ShardFacts,
  analysis: Analysis,
  { cwd, engine }: Context,
): Promise<Report['fixes']> {
  const workspace = await openWorkspace([], cwd, { mayBeEmpty: true });
  return digestOf(workspace.project.files) === run.files ? fixesFor(workspace, analysis, engine) : null;
}
