import type { Edit, Plan } from '../plan.js';

/** The plan without what it does in these files; their sites are then skipped because verification failed. */
export function withoutFiles(plan: Plan, files: Iterable<string>): Plan {
  const out = new Set(files);
  if (out.size === 0) return plan;
  const sites = plan.sites.map((site) =>
    site.status === 'migrated' && out.has(site.file)
      ? {
          ...site,
          status: 'skipped' as const,
          reason: 'verification-failed',
          note: 'The rewritten file did not pass its checks.',
          edits: [],
        }
      : site,
  );
  const needed = new Set(sites.flatMap((site) => site.edits));
  const edits: Edit[] = [];
  const moved = new Map<number, number>();
  plan.edits.forEach((edit, index) => {
    if (needed.has(index)) moved.set(index, edits.push(edit) - 1);
  });
  const edited = new Set(edits.map((edit) => edit.file));
  return {
    ...plan,
    edits,
    sites: sites.map((site) => ({ ...site, edits: site.edits.map((index) => moved.get(index)!) })),
    dependencies: plan.dependencies.filter(({ manifest }) => edited.has(manifest)),
    hashes: Object.fromEntries(Object.entries(plan.hashes).filter(([file]) => edited.has(file))),
  };
}
