/**
 * The two packages that do the work, loaded when they are first needed: `--help` loads neither, and `check` never loads the
 * codemods, because ts-morph and TypeScript take longer to load than most repositories take to check.
 */
import type * as analysis from '@grant-migrate/analysis';
import type * as codemods from '@grant-migrate/codemods';

export type Analyze = typeof analysis.analyzeProject;

/** What this package uses of the codemods. */
export type Codemods = Pick<
  typeof codemods,
  'planMigration' | 'applyEdits' | 'verifyPlan' | 'syntaxErrors'
> & {
  reasons: Readonly<Record<string, codemods.Reason>>;
};

/** An analysis in parts. */
type Parts = Pick<typeof analysis, 'analyzePart' | 'conclude'>;

export interface Engine {
  analysis(): Promise<Analyze>;
  parts(): Promise<Parts>;
  codemods(): Promise<Codemods>;
}

export const engine: Engine = {
  analysis: async () => (await import('@grant-migrate/analysis')).analyzeProject,
  parts: () => import('@grant-migrate/analysis'),
  codemods: () => import('@grant-migrate/codemods'),
};
