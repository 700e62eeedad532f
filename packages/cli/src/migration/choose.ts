import { isCancel, selectKey } from '@clack/prompts';
import type { Plan, SiteOutcome } from '@grant-migrate/codemods';
import type { Codemods } from '../engine.js';
import type { Colors } from '../terminal.js';
import { changesOf } from '../workspace/change.js';
import { colorDiff, unifiedDiff } from './diff.js';

/**
 * Asks for each site that can be migrated, with its part of the diff. Returns the fingerprints that were chosen, or
 * undefined when the person broke off: then nothing is written at all.
 */
export async function chooseSites(
  plan: Plan,
  root: string,
  applyEdits: Codemods['applyEdits'],
  colors: Colors,
): Promise<string[] | undefined> {
  const chosen: string[] = [];
  const sites = plan.sites.filter(isOffered);
  for (const [i, site] of sites.entries()) {
    process.stdout.write(`\n${siteDiff(plan, site, root, applyEdits, colors)}`);
    const answer = await selectKey({
      message: `${site.file}:${site.line}  migrate to ${site.to}? (${i + 1} of ${sites.length})`,
      options: [
        { value: 'y', label: 'yes' },
        { value: 'n', label: 'no' },
        { value: 'a', label: 'this and all that follow' },
        { value: 'q', label: 'no, and none that follow' },
      ],
    });
    if (isCancel(answer)) return undefined;
    if (answer === 'y') chosen.push(site.fingerprint);
    if (answer === 'a') chosen.push(...sites.slice(i).map(({ fingerprint }) => fingerprint));
    if (answer === 'a' || answer === 'q') break;
  }
  return chosen;
}

/** What a person can say yes to: a rewrite, or a scaffold that is written for a site that it cannot reach. */
export function isOffered({ status, created = [] }: SiteOutcome): boolean {
  return status === 'migrated' || created.length > 0;
}

function siteDiff(
  plan: Plan,
  site: SiteOutcome,
  root: string,
  applyEdits: Codemods['applyEdits'],
  colors: Colors,
): string {
  const own = {
    ...plan,
    edits: site.edits.map((index) => plan.edits[index]!),
    created: (site.created ?? []).map((index) => plan.created[index]!),
  };
  return colorDiff(unifiedDiff(changesOf(own, root, applyEdits)), colors);
}
