import type { Analysis } from '@grant-migrate/analysis';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotRun, whyNot } from '../errors.js';
import { checkStatus } from '../exit-status.js';
import { focusedFiles, touches } from '../focus.js';
import { startProgress } from '../progress.js';
import type { Report } from '../report.js';
import { formats, loadReporter, type Format } from '../reporters/formats.js';
import { number } from '../reporters/words.js';
import { fileView, viewOf } from '../terminal.js';
import { indexSource } from '../workspace/index-source.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import type { Command, Context } from './command.js';

interface CheckArguments {
  paths?: string[];
  format: Format;
  output?: string;
  preset: 'recommended' | 'strict';
  staged: boolean;
  since?: string;
}

export const check: Command = {
  usage: ['check [paths..]', '$0'],
  positionals: ['paths'],
  options: {
    format: { choices: formats, default: 'pretty' },
    output: { type: 'string', requiresArg: true },
    preset: { choices: ['recommended', 'strict'], default: 'recommended' },
    staged: { type: 'boolean', default: false },
    since: { type: 'string', requiresArg: true },
  },
  async run(args, context) {
    const options = args as unknown as CheckArguments;
    if (options.staged && options.since !== undefined)
      throw new CannotRun('--staged and --since do not go together.');
    const report = await checkProject(options, context);
    const render = await loadReporter(options.format);
    if (options.output === undefined) process.stdout.write(render(report, viewOf(process.stdout)));
    else writeReport(resolve(context.cwd, options.output), render(report, fileView));
    return checkStatus(report.findings, report.skipped);
  },
};

async function checkProject(options: CheckArguments, { cwd, engine }: Context): Promise<Report> {
  const began = performance.now();
  const workspace = openWorkspace(options.paths ?? [], cwd, options.staged ? { source: indexSource } : {});
  const focus = focusedFiles(workspace, { staged: options.staged, since: options.since });
  const analysis = await analyze(workspace, options.preset, engine);
  const findings = analysis.findings.filter(
    (finding) => workspace.inScope(finding.file) && (focus === undefined || touches(finding, focus)),
  );
  return {
    root: workspace.root,
    findings,
    filesSeen: analysis.filesSeen - workspace.gone().size,
    filesParsed: analysis.filesParsed,
    skipped: allSkipped(workspace, analysis).filter(({ file }) => focus?.has(file) ?? true),
    durationMs: Math.round(performance.now() - began),
    baseline: null,
    textOf(file) {
      const text = workspace.project.read(file);
      return typeof text === 'string' ? text : undefined;
    },
  };
}

/** Runs the analysis with a progress line. */
export async function analyze(
  workspace: Workspace,
  preset: 'recommended' | 'strict',
  engine: Context['engine'],
): Promise<Analysis> {
  const analyzeProject = await engine.analysis();
  const progress = startProgress();
  try {
    return analyzeProject(workspace.project, {
      preset,
      onProgress: (done, total, phase) =>
        progress.update(`${phase} ${number(done)} of ${number(total)} files`),
    });
  } finally {
    progress.done();
  }
}

/** What the workspace could not read says more than what the analysis was told of it. */
export function allSkipped(workspace: Workspace, analysis: Analysis): Analysis['skipped'] {
  const own = workspace.skipped();
  const known = new Set([...own.map(({ file }) => file), ...workspace.gone()]);
  return [...own, ...analysis.skipped.filter(({ file }) => !known.has(file))]
    .filter(({ file }) => workspace.inScope(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CannotRun(`Cannot write the report to ${path}: ${whyNot(error)}.`);
  }
}
