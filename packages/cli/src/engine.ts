/**
 * The two packages that do the work, loaded when they are first needed: `--help` loads neither, and `check` never loads the
 * codemods, because ts-morph and TypeScript take longer to load than most repositories take to check.
 */
import type { Analysis, AnalyzeOptions, Project } from '@grant-migrate/analysis';
import type { Edit, Plan, Verification } from '@grant-migrate/codemods';

export type Analyze = (project: Project, options: AnalyzeOptions) => Analysis;

export const targets = ['auto', 'cached-client', 'client-credentials', 'pkce'] as const;

export interface PlanOptions {
  to: (typeof targets)[number];
  framework?: string;
  files?: readonly string[];
  fingerprints?: readonly string[];
}

/** What this package uses of `@grant-migrate/codemods`. */
export interface Codemods {
  planMigration(project: Project, analysis: Analysis, options: PlanOptions): Plan | Promise<Plan>;
  applyEdits(text: string, edits: Edit[]): string;
  verifyPlan(
    project: Project,
    plan: Plan,
    options: { analyze(project: Project): Analysis },
  ): Verified | Promise<Verified>;
  reasons: Readonly<Record<string, { title: string; why: string; whatToDo: string }>>;
}

/** A plan without the files that failed, and what was found about the rest. */
export interface Verified {
  plan: Plan;
  verification: Verification;
}

export interface Engine {
  analysis(): Promise<Analyze>;
  codemods(): Promise<Codemods>;
}

export const engine: Engine = {
  async analysis() {
    const module = (await import('@grant-migrate/analysis')) as unknown as { analyzeProject: Analyze };
    return module.analyzeProject;
  },
  async codemods() {
    return (await import('@grant-migrate/codemods')) as unknown as Codemods;
  },
};
