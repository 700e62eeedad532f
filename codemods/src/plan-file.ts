/** The plan for one file: its sites first, then what all of them leave behind. */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import type { Neighbours } from './cached-client/neighbours.js';
import type { SiteRewrite } from './cached-client/rewrite.js';
import type { SiteContext } from './cached-client/site-context.js';
import { isTokenClientCall } from './cached-client/token-client-call.js';
import type { OtherAccounts } from './client-credentials/accounts-of-sites.js';
import { conflicts, isSame } from './edits/compare.js';
import { addImports } from './imports/add-imports.js';
import { leftovers } from './imports/leftovers.js';
import { nearestManifest } from './manifest/nearest-manifest.js';
import { markerEdit, markerRemoval } from './markers.js';
import type { MigrationOptions } from './options.js';
import type { Edit, SiteOutcome } from './plan.js';
import type { ReasonCode } from './reasons.js';
import { refusalOf } from './refusals.js';
import { migrated, skipped, type FindingOf } from './site-outcome.js';
import { migrateSite, targetOf } from './site-target.js';
import { LocalNames } from './source/import-names.js';
import { callAt } from './source/nodes.js';
import { takeBlankLines } from './source/lines.js';
import { isPageModule, isPageScript, moduleStyleOf } from './source/module-style.js';
import type { ParsedFile } from './source/parsed-file.js';
import { styleOf } from './source/style.js';

export interface FilePlan {
  file: string;
  edits: Edit[];
  sites: SiteOutcome[];
  /** Packages that the rewritten file imports. */
  packages: string[];
  /** `file:line` of requests that their HTTP client no longer makes. */
  keyed: string[];
}

interface Done {
  site: RequestSite;
  to: string;
  rewrite: SiteRewrite;
  edits: number[];
}

export function planFile(
  project: Project,
  file: string,
  text: string | null,
  sites: readonly RequestSite[],
  options: MigrationOptions,
  findingOf: FindingOf,
  neighbours: Neighbours,
  hasOtherAccounts: OtherAccounts,
): FilePlan {
  const plan: FilePlan = { file, edits: [], sites: [], packages: [], keyed: [] };
  const left: { site: RequestSite; reason: ReasonCode }[] = [];
  const done: Done[] = [];
  const parsed = text === null ? null : neighbours.treeOf(file, text);
  if (parsed) {
    const context = contextOf(neighbours, parsed, options.minimumLifetime, hasOtherAccounts);
    for (const site of sites) {
      const reason = isLostCache(site, findingOf)
        ? 'already-reused'
        : reasonAgainst(project, context, site, options.to);
      const result = reason ? null : migrateSite(context, site, options.to);
      if (!result || typeof result.rewrite === 'string')
        left.push({ site, reason: reason ?? (result!.rewrite as ReasonCode) });
      else if (result.rewrite.edits.some((edit) => overlapsOther(edit, plan.edits)))
        left.push({ site, reason: 'overlapping-sites' });
      else
        done.push({
          site,
          to: result.to,
          rewrite: result.rewrite,
          edits: addEdits(plan, file, result.rewrite.edits),
        });
    }
    if (done.length > 0) finish(project, plan, context, done, findingOf);
  } else for (const site of sites) left.push({ site, reason: 'file-unreadable' });

  for (const { site, reason } of left) {
    const marker = parsed && options.to === 'auto' ? markerEdit(parsed, site, reason, styleOf(parsed)) : null;
    const edits = marker && !overlapsOther(marker, plan.edits) ? addEdits(plan, file, [marker]) : [];
    plan.sites.push(skipped(site, findingOf(site), targetOf(site, options.to), reason, edits));
  }
  plan.sites.sort((a, b) => a.line - b.line);
  return plan;
}

/** A cache that goes with what holds it, an instance built for each call: whatever the grant, the request stays reported. */
function isLostCache(site: RequestSite, findingOf: FindingOf): boolean {
  return site.reused && findingOf(site, 'require-token-reuse') !== undefined;
}

function reasonAgainst(
  project: Project,
  context: SiteContext,
  site: RequestSite,
  to: MigrationOptions['to'],
): ReasonCode | null {
  const { parsed } = context;
  const cannotImport = (): boolean =>
    isPageScript(parsed) ||
    isPageModule(project, parsed, nearestManifest(project, parsed.file) !== undefined);
  const reason = refusalOf(site, parsed.text, to) ?? (cannotImport() ? 'runtime-not-supported' : null);
  // Behind the token client callers are not followed any further, so that who signs in may look otherwise than before.
  const call =
    reason && to === 'auto' ? callAt(parsed, { start: site.start.offset, end: site.end.offset }) : null;
  return call && isTokenClientCall(context, call) ? 'already-reused' : reason;
}

/** Imports, leftovers and blank lines: what the rewrites of a file have in common. */
function finish(
  project: Project,
  plan: FilePlan,
  context: SiteContext,
  done: readonly Done[],
  findingOf: FindingOf,
): void {
  const { parsed, style, names } = context;
  const imports = done.flatMap(({ rewrite }) => rewrite.imports);
  const used = names.needed.filter(({ module, name }) =>
    imports.some((wanted) => wanted.module === module && wanted.name === name),
  );
  const modules = moduleStyleOf(parsed, nearestManifest(project, plan.file)?.type);
  const kept = done.flatMap(({ rewrite }) => rewrite.kept);
  const deletions = leftovers(parsed, plan.edits, kept);
  for (const { site, edits } of done) {
    const removal = markerRemoval(parsed, site);
    if (removal && !overlapsOther(removal, plan.edits)) edits.push(...addEdits(plan, plan.file, [removal]));
  }
  const shared = addFirst(plan, done, addImports(parsed, deletions, used, modules, style));
  plan.edits = takeBlankLines(parsed.text, plan.edits);
  for (const { site, to, rewrite, edits } of done)
    plan.sites.push(migrated(site, findingOf(site), to, rewrite, [...edits, ...shared]));
  plan.keyed = done
    .filter(({ rewrite }) => rewrite.form === 'access-token' || rewrite.form === 'token-response')
    .map(({ site }) => `${site.file}:${site.start.line}`);
  plan.packages = [...new Set(imports.map(({ module }) => packageOf(module)))];
}

/** Surroundings of files that are only asked, by their trees, which one plan alone has. */
const seenFrom = new WeakMap<ParsedFile, SiteContext>();

export function contextOf(
  neighbours: Neighbours,
  parsed: ParsedFile,
  minimumLifetime: number | undefined,
  hasOtherAccounts: OtherAccounts,
): SiteContext {
  const context: SiteContext = {
    parsed,
    style: styleOf(parsed),
    names: new LocalNames(parsed),
    minimumLifetime,
    hasOtherAccounts,
    errorsReadElsewhere: (helper, same) => neighbours.errorIsRead(parsed.file, helper, same),
    hasLastHandler: (same) => neighbours.hasLastHandler(same),
    recoversElsewhere: (helper) => neighbours.recovers(parsed.file, helper),
    leavesElsewhere: (helper) => neighbours.leaves(parsed.file, helper),
    endsElsewhere: (helper) => neighbours.ends(parsed.file, helper),
    changedElsewhere: (modules) => neighbours.changesClient(parsed.file, modules),
    filesElsewhere: (words, pattern) => neighbours.filesWith(parsed.file, words, pattern),
    callsElsewhere: (helper, file) => neighbours.calls(file, helper),
    answerElsewhere: (specifier, name) => neighbours.answer(specifier, name),
    mentionedWith: (helper, words) => neighbours.mentionedWith(parsed.file, helper, words),
    knownAs: (helper) => neighbours.known(helper),
    moduleOf: (fromFile, specifier) => neighbours.module(fromFile, specifier),
    inFile: (other) => {
      if (other === parsed) return context;
      let there = seenFrom.get(other);
      if (!there)
        seenFrom.set(other, (there = contextOf(neighbours, other, minimumLifetime, hasOtherAccounts)));
      return there;
    },
  };
  return context;
}

type TextEdit = Omit<Edit, 'file'>;

/** Adds edits and returns their indexes; an edit that is there already counts for both sites. */
function addEdits(plan: FilePlan, file: string, edits: readonly TextEdit[]): number[] {
  return edits.map((edit) => {
    const same = plan.edits.findIndex((other) => isSame(other, edit));
    return same >= 0 ? same : plan.edits.push({ file, ...edit }) - 1;
  });
}

/** Before all others: where an import and a variable are inserted at one place, the import stands first. */
function addFirst(plan: FilePlan, done: readonly Done[], edits: readonly TextEdit[]): number[] {
  plan.edits.unshift(...edits.map((edit) => ({ file: plan.file, ...edit })));
  for (const one of done) one.edits = one.edits.map((index) => index + edits.length);
  return edits.map((_, index) => index);
}

function overlapsOther(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.some((other) => conflicts(edit, other));
}

function packageOf(module: string): string {
  const parts = module.split('/');
  return parts.slice(0, module.startsWith('@') ? 2 : 1).join('/');
}
