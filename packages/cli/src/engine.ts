/**
 * The two packages that do the work, loaded when they are first needed: `--help` loads neither, and `check` never loads the
 * codemods, because ts-morph and TypeScript take longer to load than most repositories take to check.
 */
import type { Analysis, AnalyzeOptions, Project } from '@grant-migrate/analysis';

export type Analyze = (project: Project, options: AnalyzeOptions) => Analysis;

export interface Engine {
  analysis(): Promise<Analyze>;
}

export const engine: Engine = {
  async analysis() {
    const module = (await import('@grant-migrate/analysis')) as unknown as { analyzeProject: Analyze };
    return module.analyzeProject;
  },
};
