/** The plan for one file: its sites first, then what all of them leave behind. */
import type { Finding, Project, RequestSite } from '@grant-migrate/analysis';
import { errorIsReadElsewhere, mentionedWith } from './cached-client/errors-elsewhere.js';
import { toCachedClient } from './cached-client/migrate-site.js';
import type { SiteContext } from './cached-client/site-context.js';
import type { SiteRewrite } from './cached-client/rewrite.js';
import { addImports } from './imports/add-imports.js';
import { leftovers } from './imports/leftovers.js';
import { nearestManifest } from './manifest/nearest-manifest.js';
import type { MigrationOptions } from './options.js';
import type { Edit, SiteOutcome } from './plan.js';
import { reasons, type ReasonCode } from './reasons.js';
import { refusalOf } from './refusals.js';
import { takeBlankLines } from './source/lines.js';
import { LocalNames } from './source/import-names.js';
import { moduleStyleOf } from './source/module-style.js';
import { parseFile } from './source/parsed-file.js';
import { styleOf } from './source/style.js';

export interface FilePlan {
  file: string;
  edits: Edit[];
  sites: SiteOutcome[];
  /** Packages that the rewritten file imports. */
  packages: string[];
}

const NOTES: Record<SiteRewrite['form'], string> = {
  'access-token': 'The access token comes from the token client, which reuses it until it expires.',
  'token-response': 'The token response comes from the token client, which reuses it until it expires.',
  transport:
    'The request goes through the token client’s drop-in: the response and its errors stay as they are.',
  other: 'Rewritten.',
};

export function planFile(
  project: Project,
  file: string,
  text: string | null,
  sites: readonly RequestSite[],
  options: MigrationOptions,
  findingOf: (site: RequestSite) => Finding | undefined,
): FilePlan {
  const plan: FilePlan = { file, edits: [], sites: [], packages: [] };
  const skip = (site: RequestSite, reason: ReasonCode): void => {
    plan.sites.push(outcome(site, options, findingOf(site), reason, reasons[reason].title, []));
  };
  if (text === null) {
    for (const site of sites) skip(site, 'file-unreadable');
    return plan;
  }
  const open = sites.filter((site) => {
    const reason = refusalOf(site, text);
    if (reason) skip(site, reason);
    return !reason;
  });
  if (open.length === 0) return plan;

  const parsed = parseFile(file, text);
  const style = styleOf(parsed);
  const names = new LocalNames(parsed);
  const context: SiteContext = {
    parsed,
    style,
    names,
    errorsReadElsewhere: (helper) => errorIsReadElsewhere(project, file, helper),
    mentionedWith: (helper, words) => mentionedWith(project, file, helper, words),
  };
  const done: { site: RequestSite; rewrite: SiteRewrite; edits: number[] }[] = [];
  for (const site of open) {
    const rewrite = toCachedClient(context, site);
    if (typeof rewrite === 'string') skip(site, rewrite);
    else if (rewrite.edits.some((edit) => overlapsOther(edit, plan.edits))) skip(site, 'overlapping-sites');
    else done.push({ site, rewrite, edits: addEdits(plan, file, rewrite.edits) });
  }
  if (done.length === 0) return plan;

  const used = names.needed.filter(({ module, name }) =>
    done.some(({ rewrite }) =>
      rewrite.imports.some((wanted) => wanted.module === module && wanted.name === name),
    ),
  );
  const modules = moduleStyleOf(parsed, nearestManifest(project, file)?.type);
  const kept = done.flatMap(({ rewrite }) => rewrite.kept);
  const deletions = leftovers(parsed, plan.edits, kept);
  const shared = addEdits(plan, file, addImports(parsed, deletions, used, modules, style));
  plan.edits = takeBlankLines(text, plan.edits);
  for (const { site, rewrite, edits } of done) {
    const note = [NOTES[rewrite.form], rewrite.note].filter((sentence) => sentence !== undefined).join(' ');
    plan.sites.push(outcome(site, options, findingOf(site), null, note, [...edits, ...shared]));
  }
  plan.packages = [
    ...new Set(done.flatMap(({ rewrite }) => rewrite.imports.map(({ module }) => packageOf(module)))),
  ];
  return plan;
}

/** Adds edits and returns their indexes; an edit that is there already counts for both sites. */
function addEdits(plan: FilePlan, file: string, edits: readonly Omit<Edit, 'file'>[]): number[] {
  return edits.map((edit) => {
    const same = plan.edits.findIndex((other) => isSame(other, edit));
    return same >= 0 ? same : plan.edits.push({ file, ...edit }) - 1;
  });
}

function isSame(a: Omit<Edit, 'file'>, b: Omit<Edit, 'file'>): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function overlapsOther(edit: Omit<Edit, 'file'>, others: readonly Edit[]): boolean {
  return others.some((other) => !isSame(other, edit) && edit.start < other.end && other.start < edit.end);
}

function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function outcome(
  site: RequestSite,
  options: MigrationOptions,
  finding: Finding | undefined,
  reason: ReasonCode | null,
  note: string,
  edits: number[],
): SiteOutcome {
  return {
    file: site.file,
    line: site.start.line,
    ruleId: finding?.ruleId ?? 'require-token-reuse',
    fingerprint: finding?.fingerprint ?? site.findings[0] ?? '',
    to: options.to,
    status: reason === null ? 'migrated' : 'skipped',
    reason,
    note,
    edits,
  };
}
