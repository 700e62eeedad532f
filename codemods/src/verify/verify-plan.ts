/**
 * The certificate of a run: proves a plan on texts in memory, and takes out of it every file that does not pass. What is
 * left may be written.
 */
import type { Analysis, Project } from '@grant-migrate/analysis';
import type { MigrationOptions, MigrationTarget } from '../options.js';
import { planMigration } from '../plan-migration.js';
import type { Plan, Verification } from '../plan.js';
import { syntaxErrors } from '../source/parsed-file.js';
import { overlay, plannedTexts } from './overlay.js';
import { withoutFiles } from './without-files.js';

export interface VerifyOptions {
  /** Analyses a project: the same analysis that the plan came from. */
  analyze: (project: Project) => Analysis;
  /** What the plan was made with; without it, each file is planned again for what its sites were migrated to. */
  migration?: MigrationOptions;
  /** Codes of the type errors (TypeScript's numbers) by file; null where there is no type checker to ask. */
  typecheck?: (project: Project, files: readonly string[]) => Map<string, readonly number[]> | null;
}

export interface VerifiedPlan {
  plan: Plan;
  verification: Verification;
}

export function verifyPlan(project: Project, plan: Plan, options: VerifyOptions): VerifiedPlan {
  const rolledBack = new Set<string>();
  const unparsed = brokenFiles(project, plan);
  for (const file of unparsed) rolledBack.add(file);
  let current = withoutFiles(plan, unparsed, 'The rewritten file does not parse.');

  const loud = new Set<string>();
  const changing = new Set<string>();
  if (current.edits.length + current.created.length > 0) {
    const after = overlay(project, current);
    const analysis = options.analyze(after);
    for (const file of loudFiles(current, analysis)) loud.add(file);
    for (const file of changingFiles(after, analysis, current, options.migration)) changing.add(file);
  }
  for (const file of [...loud, ...changing]) rolledBack.add(file);
  current = withoutFiles(current, loud, 'The rewritten request is still reported.');
  current = withoutFiles(current, changing, 'A second run would change the rewritten file again.');

  const { typecheck, failed } = checkTypes(project, current, options);
  for (const [file, codes] of failed) {
    rolledBack.add(file);
    const names = codes.map((code) => `TS${code}`).join(', ');
    current = withoutFiles(current, [file], `The rewritten file has new type errors: ${names}.`);
  }
  return {
    plan: current,
    verification: {
      parses: unparsed.length === 0,
      idempotent: changing.size === 0,
      silent: loud.size === 0,
      typecheck,
      rolledBack: [...rolledBack].sort(),
    },
  };
}

/** Files that have syntax errors after the rewrite which they did not have before. */
function brokenFiles(project: Project, plan: Plan): string[] {
  const broken: string[] = [];
  for (const [file, text] of plannedTexts(project, plan)) {
    if (!/\.([cm]?[jt]sx?|vue|svelte|astro)$/i.test(file)) continue;
    const before = project.read(file);
    const errorsBefore = typeof before === 'string' ? syntaxErrors(file, before).length : 0;
    if (syntaxErrors(file, text).length > errorsBefore) broken.push(file);
  }
  return broken;
}

/**
 * Files whose migrated requests are still reported: that ask for reuse, at most one finding a request, more often than
 * there are requests that were left. The grant itself may stay.
 */
function loudFiles(plan: Plan, analysis: Analysis): Set<string> {
  const loud = new Set<string>();
  for (const file of new Set(
    plan.sites.filter((site) => site.status === 'migrated').map((site) => site.file),
  )) {
    const left = plan.sites.filter((site) => site.file === file && site.status === 'skipped').length;
    // A redirect takes the grant itself away.
    const rule = plan.sites.some((site) => site.file === file && site.to === 'pkce')
      ? 'no-password-grant'
      : 'require-token-reuse';
    const reported = analysis.findings.filter((finding) => finding.file === file && finding.ruleId === rule);
    if (reported.length > left) loud.add(file);
  }
  return loud;
}

/** Files that a second run would change again, to whatever they were migrated. */
function changingFiles(
  after: Project,
  analysis: Analysis,
  plan: Plan,
  migration: MigrationOptions | undefined,
): Set<string> {
  const files = new Set(plan.edits.map((edit) => edit.file));
  const migrated = plan.sites.filter((site) => site.status === 'migrated');
  const targets = new Set(migration ? [migration.to] : migrated.map((site) => site.to as MigrationTarget));
  const siteFiles = plan.sites.map((site) => site.file);
  const changing = new Set<string>();
  for (const to of targets) {
    const again = planMigration(after, analysis, { ...migration, to, files: [...files, ...siteFiles] });
    for (const { file } of again.edits) if (files.has(file)) changing.add(file);
    // What would be made once more belongs to sites, and these to files.
    if (again.created.length > 0) for (const { file } of again.sites) changing.add(file);
  }
  return changing;
}

/** The counts of all files, and the codes of new errors in those that have any. */
function checkTypes(
  project: Project,
  plan: Plan,
  options: VerifyOptions,
): { typecheck: Verification['typecheck']; failed: Map<string, number[]> } {
  const failed = new Map<string, number[]>();
  const migrated = plan.sites.filter((site) => site.status === 'migrated');
  const edited = migrated.flatMap((site) => site.edits.map((index) => plan.edits[index]!.file));
  const files = [...new Set([...migrated.map((site) => site.file), ...edited])];
  const before = files.length > 0 ? (options.typecheck?.(project, files) ?? null) : null;
  const after = before && (options.typecheck?.(overlay(project, plan), files) ?? null);
  if (!before || !after) return { typecheck: null, failed };
  const typecheck = { before: 0, after: 0 };
  for (const file of files) {
    const [old, now] = [before.get(file) ?? [], after.get(file) ?? []];
    const added = newCodes(old, now);
    if (added.length > 0) failed.set(file, added);
    typecheck.before += old.length;
    typecheck.after += added.length > 0 ? old.length : now.length;
  }
  return { typecheck, failed };
}

/** An error that goes makes no place for another one: each code counts by itself. */
function newCodes(before: readonly number[], after: readonly number[]): number[] {
  const count = (codes: readonly number[], code: number): number =>
    codes.filter((other) => other === code).length;
  return [...new Set(after)].filter((code) => count(after, code) > count(before, code));
}
