import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '@grant-migrate/analysis';
import { analyze, skippedIn, type Preset } from '../analyze.js';
import { CannotRun, whyNot } from '../errors.js';
import { checkStatus } from '../exit-status.js';
import { fixesFor } from '../fixes.js';
import { focusedFiles, touches } from '../focus.js';
import type { Report } from '../report.js';
import { formats, loadReporter, type Format } from '../reporters/formats.js';
import { fileView, viewOf } from '../terminal.js';
import { isSourceFile } from '@grant-migrate/analysis/disk';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import type { Command, Context } from './command.js';

interface CheckArguments {
  paths?: string[];
  format: Format;
  output?: string;
  preset?: Preset;
  staged: boolean;
  since?: string;
  baseline?: string;
  updateBaseline: boolean;
  prune: boolean;
  cache: boolean;
}

export const check: Command = {
  options: {
    format: { choices: formats, default: 'pretty' },
    output: { type: 'string', requiresArg: true },
    preset: { choices: ['recommended', 'strict'] },
    staged: { type: 'boolean', default: false },
    since: { type: 'string', requiresArg: true },
    baseline: { type: 'string', requiresArg: true },
    'update-baseline': { type: 'boolean', default: false },
    prune: { type: 'boolean', default: false },
    cache: { type: 'boolean', default: true },
  },
  async run(args, context) {
    const options = args as unknown as CheckArguments;
    demandSense(options);
    const report = await checkProject(options, context);
    const render = await loadReporter(options.format);
    const result = checkStatus(report.findings, report.skipped);
    // Set before the report goes out: a reader that closes the pipe ends the process with it.
    process.exitCode = result;
    if (options.output === undefined) process.stdout.write(render(report, viewOf(process.stdout)));
    else writeReport(resolve(context.cwd, options.output), render(report, fileView));
    return result;
  },
};

function demandSense({ staged, since, updateBaseline, prune }: CheckArguments): void {
  if (staged && since !== undefined) throw new CannotRun('--staged and --since do not go together.');
  const changes = updateBaseline ? '--update-baseline' : prune ? '--prune' : undefined;
  if (changes === undefined) return;
  if (staged || since !== undefined)
    throw new CannotRun(`${changes} does not go with --staged or --since: a baseline speaks of whole files.`);
}

/** Sets aside what the baseline knows, and writes it anew when that is asked for. */
async function withoutKnown(
  found: Finding[],
  { baseline, updateBaseline, prune, staged, since }: CheckArguments,
  { inScope, config, root }: Workspace,
  cwd: string,
): Promise<Pick<Report, 'findings' | 'baseline'>> {
  const path =
    baseline !== undefined ? resolve(cwd, baseline) : config.baseline && resolve(root, config.baseline);
  if (path === undefined) {
    if (updateBaseline || prune)
      throw new CannotRun(`${updateBaseline ? '--update-baseline' : '--prune'} needs --baseline FILE.`);
    return { findings: found, baseline: null };
  }
  const { applyBaseline, readBaseline, updatedEntries, writeBaseline } = await import('../baseline.js');
  const earlier = updateBaseline && !existsSync(path) ? [] : readBaseline(path);
  const entries = updateBaseline ? updatedEntries(found, earlier, inScope) : earlier;
  const today = new Date().toISOString().slice(0, 10);
  const { fresh, known, gone } = applyBaseline(found, entries, inScope, today);
  if (updateBaseline) writeBaseline(path, entries);
  else if (prune) {
    const left = entries.filter((entry) => !gone.includes(entry));
    writeBaseline(path, left);
  }
  // With a part of the findings only, what is missing is not gone.
  const partly = staged || since !== undefined;
  return { findings: fresh, baseline: { known, gone: prune || partly ? 0 : gone.length } };
}

async function checkProject(options: CheckArguments, { cwd, engine }: Context): Promise<Report> {
  const began = performance.now();
  const loading = engine.analysis();
  // Awaited below; when the workspace fails first, that is the error to show.
  loading.catch(() => undefined);
  const workspace = await openWorkspace(options.paths ?? [], cwd, {
    staged: options.staged,
    mayBeEmpty: options.staged || options.since !== undefined,
    cache: options.cache,
  });
  const focus = focusedFiles(workspace, { staged: options.staged, since: options.since });
  const report: Report = {
    root: workspace.root,
    ...{ findings: [], filesSeen: 0, filesParsed: 0, skipped: [], durationMs: 0 },
    ...{ baseline: null, fixes: null },
    textOf(file) {
      const text = workspace.project.read(file);
      return typeof text === 'string' ? text : undefined;
    },
  };
  // A commit that changes no source file can bring no finding; it must not cost the time of a check.
  if (focus === undefined || [...focus].some(isSourceFile)) {
    const analysis = analyze(
      workspace,
      options.preset ?? workspace.config.preset ?? 'recommended',
      await loading,
    );
    workspace.remember();
    const found = analysis.findings.filter(
      (finding) => workspace.inScope(finding.file) && (focus === undefined || touches(finding, focus)),
    );
    report.filesSeen = analysis.filesSeen - workspace.gone().size;
    report.filesParsed = analysis.filesParsed;
    report.skipped = skippedIn(workspace, analysis).filter(({ file }) => focus?.has(file) ?? true);
    Object.assign(report, await withoutKnown(found, options, workspace, cwd));
    if (options.format === 'sarif' && report.findings.length > 0)
      report.fixes = await fixesFor(workspace, analysis, engine);
  }
  report.durationMs = Math.round(performance.now() - began);
  return report;
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CannotRun(`Cannot write the report to ${path}: ${whyNot(error)}.`);
  }
}
