import type { Analysis, AnalyzeOptions, Settings, SkippedFile } from '@grant-migrate/analysis';
import type { Config } from './config.js';
import type { Analyze } from './engine.js';
import { startProgress } from './progress.js';
import type { Report } from './report.js';
import { number } from './reporters/words.js';
import type { Workspace } from './workspace/workspace.js';

export type Preset = 'recommended' | 'strict';

/** What the analysis is told of the project; the preset that was asked for wins over the project's own. */
export function settingsOf(config: Config, preset?: Preset): Settings {
  const { wrappers, caches, entryPoints } = config;
  return {
    preset: preset ?? config.preset ?? 'recommended',
    ...(wrappers && { wrappers }),
    ...(caches && { caches }),
    ...(entryPoints && { entryPoints }),
  };
}

/** Runs the analysis with a progress line. */
export function analyze(workspace: Workspace, preset: Preset | undefined, analyzeProject: Analyze): Analysis {
  return withProgress(settingsOf(workspace.config, preset), (options) =>
    analyzeProject(workspace.project, options),
  );
}

/** Runs a part of the analysis, or all of it, with a progress line. */
export function withProgress<T>(settings: Settings, run: (options: AnalyzeOptions) => T): T {
  const progress = startProgress();
  try {
    return run({
      ...settings,
      onProgress: (done, total, phase) =>
        progress.update(() => `${phase} ${number(done)} of ${number(total)} files`),
    });
  } finally {
    progress.done();
  }
}

/** How much was looked at, as a report says it. */
export function seenIn(
  workspace: Pick<Workspace, 'skipped' | 'gone' | 'inScope'>,
  analysis: Analysis,
): Pick<Report, 'filesSeen' | 'filesParsed' | 'skipped'> {
  return {
    filesSeen: analysis.filesSeen - workspace.gone().size,
    filesParsed: analysis.filesParsed,
    skipped: skippedIn(workspace, analysis),
  };
}

/** Files in scope that nobody looked at. What the workspace could not read says more than what the analysis was told. */
export function skippedIn(
  workspace: Pick<Workspace, 'skipped' | 'gone' | 'inScope'>,
  analysis: Analysis,
): SkippedFile[] {
  const own = workspace.skipped();
  const known = new Set([...own.map(({ file }) => file), ...workspace.gone()]);
  return [...own, ...analysis.skipped.filter(({ file }) => !known.has(file))]
    .filter(({ file }) => workspace.inScope(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
