import type { Edit, Plan, SiteOutcome } from '../plan.js';

/** The plan without what it does in these files; their sites are then skipped because verification failed: `why` says how. */
export function withoutFiles(plan: Plan, files: Iterable<string>, why: string): Plan {
  const out = new Set(files);
  if (out.size === 0) return plan;
  const sites = plan.sites.map((site) => (fails(plan, site, out) ? withoutEdits(site, why) : site));
  const needed = new Set(sites.flatMap((site) => site.edits));
  const edits: Edit[] = [];
  const moved = new Map<number, number>();
  plan.edits.forEach((edit, index) => {
    if (needed.has(index)) moved.set(index, edits.push(edit) - 1);
  });
  const edited = new Set(edits.map((edit) => edit.file));
  const wanted = new Set(sites.flatMap((site) => site.created ?? []));
  const created = plan.created.filter((_, index) => wanted.has(index));
  const indexOf = (index: number): number => created.indexOf(plan.created[index]!);
  return {
    ...plan,
    edits,
    created,
    sites: sites.map((site) => ({
      ...site,
      edits: site.edits.map((index) => moved.get(index)!),
      ...(site.created ? { created: site.created.map(indexOf) } : {}),
    })),
    dependencies: plan.dependencies.filter(({ manifest }) => edited.has(manifest)),
    hashes: Object.fromEntries(Object.entries(plan.hashes).filter(([file]) => edited.has(file))),
  };
}

/** A site stands with all that belongs to it: its file, edits in other files, and what was created for it. */
function fails(plan: Plan, site: SiteOutcome, out: ReadonlySet<string>): boolean {
  const touched = [
    ...site.edits.map((index) => plan.edits[index]!.file),
    ...(site.created ?? []).map((index) => plan.created[index]!.file),
  ];
  return touched.some((file) => out.has(file)) || (site.status === 'migrated' && out.has(site.file));
}

function withoutEdits(site: SiteOutcome, why: string): SiteOutcome {
  const rolledBack = { ...site, edits: [], ...(site.created ? { created: [] } : {}) };
  if (site.status === 'skipped') return rolledBack;
  return {
    ...rolledBack,
    status: 'skipped',
    reason: 'verification-failed',
    note: why,
  };
}
