/** A plan for a whole project: what would change, and what is left to a person and why. Nothing is written. */
import type { Analysis, Finding, Project, RequestSite } from '@grant-migrate/analysis';
import { neighboursOf } from './cached-client/neighbours.js';
import { otherAccounts } from './client-credentials/accounts-of-sites.js';
import { contentHash } from './edits/hash.js';
import type { MigrationOptions } from './options.js';
import { contextOf, planFile, type FilePlan } from './plan-file.js';
import { planDependencies } from './manifest/plan-dependencies.js';
import { planPkce } from './pkce/plan-pkce.js';
import type { Plan } from './plan.js';
import { refusalOf } from './refusals.js';
import type { FindingOf } from './site-outcome.js';
import { parseFile } from './source/parsed-file.js';
import { doublesNote, testDoubles } from './test-doubles.js';

export function planMigration(project: Project, analysis: Analysis, options: MigrationOptions): Plan {
  const plan: Plan = { version: 1, edits: [], created: [], dependencies: [], sites: [], hashes: {} };
  const findings = new Map(analysis.findings.map((finding) => [finding.fingerprint, finding]));
  const plans: FilePlan[] = [];
  const neighbours = neighboursOf(project);
  const hasOtherAccounts = otherAccounts(analysis.requests, (file) => {
    const text = project.read(file);
    if (typeof text !== 'string') return null;
    return contextOf(neighbours, parseFile(file, text), options.minimumLifetime, () => false);
  });
  const people: RequestSite[] = [];
  for (const [file, all] of sitesByFile(analysis, options)) {
    const text = project.read(file);
    const sites = all.filter((site) => !(typeof text === 'string' && needsRedirect(site, text, options)));
    people.push(...all.filter((site) => !sites.includes(site)));
    if (sites.length === 0) continue;
    const filePlan = planFile(
      project,
      file,
      typeof text === 'string' ? text : null,
      sites,
      options,
      findingOf(findings),
      neighbours,
      hasOtherAccounts,
    );
    for (const site of filePlan.sites)
      plan.sites.push({ ...site, edits: site.edits.map((index) => index + plan.edits.length) });
    plan.edits.push(...filePlan.edits);
    if (filePlan.edits.length > 0 && typeof text === 'string') plan.hashes[file] = contentHash(text);
    plans.push(filePlan);
  }
  noteDoubles(project, plan, plans);
  planDependencies(project, plan, plans);
  if (options.to === 'pkce') planPkce(project, plan, people, options, findingOf(findings));
  return plan;
}

/** A sign-in that the scaffold of a framework replaces: its edits do not end with its file. */
function needsRedirect(site: RequestSite, text: string, { to }: MigrationOptions): boolean {
  return to === 'pkce' && refusalOf(site, text, to) === 'scaffold-needed';
}

/** A keyed call no longer goes through the HTTP client that a test may have replaced. */
function noteDoubles(project: Project, plan: Plan, plans: readonly FilePlan[]): void {
  const keyed = new Set(plans.flatMap((file) => file.keyed));
  if (keyed.size === 0) return;
  const note = doublesNote(testDoubles(project));
  if (note === '') return;
  for (const site of plan.sites)
    if (keyed.has(`${site.file}:${site.line}`)) site.note = `${site.note} ${note}`;
}

function findingOf(findings: ReadonlyMap<string, Finding>): FindingOf {
  return (site, rule) =>
    site.findings
      .map((fingerprint) => findings.get(fingerprint))
      .find((finding) => finding !== undefined && (!rule || finding.ruleId === rule));
}

/** A payload that is handed to a known client may be seen once more as a payload alone. */
function isRepeated(site: RequestSite, requests: readonly RequestSite[]): boolean {
  if (site.client !== 'call') return false;
  return requests.some(
    (other) =>
      other.client !== 'call' &&
      other.file === site.file &&
      other.start.offset <= site.start.offset &&
      site.end.offset <= other.end.offset,
  );
}

/** Requests that a finding speaks of: what is fine is left alone. */
function sitesByFile(analysis: Analysis, options: MigrationOptions): Map<string, RequestSite[]> {
  const byFile = new Map<string, RequestSite[]>();
  for (const site of analysis.requests) {
    if (site.findings.length === 0 || isRepeated(site, analysis.requests)) continue;
    if (options.files && !options.files.includes(site.file)) continue;
    if (
      options.fingerprints &&
      !site.findings.some((fingerprint) => options.fingerprints!.includes(fingerprint))
    )
      continue;
    const sites = byFile.get(site.file);
    if (sites) sites.push(site);
    else byFile.set(site.file, [site]);
  }
  return byFile;
}
