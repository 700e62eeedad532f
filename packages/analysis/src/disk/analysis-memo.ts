/** Analyses that are kept: several rules ask for the same one, and the next file does too. */
import { analyzeProject } from '../analyze.js';
import type { Analysis } from '../findings.js';
import type { AnalyzeOptions, Project } from '../project.js';

export type Preset = AnalyzeOptions['preset'];

/** The analysis of `project`, made at the first call with this key. Only the last key's are kept. */
export type Memo = (key: string, preset: Preset, project: () => Project) => Analysis;

export function createMemo(): Memo {
  let last = '';
  const analyses = new Map<Preset, Analysis>();
  return (key, preset, project) => {
    if (key !== last) analyses.clear();
    last = key;
    let analysis = analyses.get(preset);
    if (!analysis) analyses.set(preset, (analysis = analyzeProject(project(), { preset })));
    return analysis;
  };
}
