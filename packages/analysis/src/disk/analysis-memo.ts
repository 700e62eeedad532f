/** Analyses that are kept: several rules ask for the same one, and the next file does too. */
import { analyzeProject } from '../analyze.js';
import type { Analysis } from '../findings.js';
import type { Project, Settings } from '../project.js';

/** The analysis of `project`, made at the first call with this key. Only the last key's are kept. */
export type Memo = (
  key: string,
  settings: Settings,
  project: () => Project,
  /** Called when it was made. */
  made?: () => void,
) => Analysis;

export function createMemo(): Memo {
  let last = '';
  const analyses = new Map<string, Analysis>();
  return (key, settings, project, made) => {
    if (key !== last) analyses.clear();
    last = key;
    const asked = JSON.stringify(settings);
    let analysis = analyses.get(asked);
    if (!analysis) {
      analyses.set(asked, (analysis = analyzeProject(project(), settings)));
      made?.();
    }
    return analysis;
  };
}
