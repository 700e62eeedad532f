/**
 * The two packages that do the work, loaded when they are first needed: `--help` loads neither, and `check` never loads the
 * codemods, because ts-morph and TypeScript take longer to load than most repositories take to check.
 */
import type { Analysis, AnalyzeOptions, Project } from '@grant-migrate/analysis';
import type * as codemods from '@grant-migrate/codemods';

export type Analyze = (project: Project, options: AnalyzeOptions) => Analysis;

/** What this package uses of the codemods. */
export type Codemods = Pick<typeof codemods, 'planMigration' | 'applyEdits' | 'verifyPlan'> & {
  reasons: Readonly<Record<string, codemods.Reason>>;
};

export interface Engine {
  analysis(): Promise<Analyze>;
  codemods(): Promise<Codemods>;
}

export const engine: Engine = {
  async analysis() {
    const module = (await import('@grant-migrate/analysis')) as unknown as { analyzeProject: Analyze };
    return module.analyzeProject;
  },
  codemods: () => import('@grant-migrate/codemods'),
};
