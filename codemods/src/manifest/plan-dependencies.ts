/** The token client among the dependencies of each package whose code now calls it. */
import type { Project } from '@grant-migrate/analysis';
import type { FilePlan } from '../plan-file.js';
import type { Plan } from '../plan.js';
import { addPackages } from './add-packages.js';
import { nearestManifest, type Manifest } from './nearest-manifest.js';

const RANGES: Record<string, string> = { '@grant-migrate/token-client': '^0.1.0' };

/** Adds edits of the nearest manifests and the list of dependencies to `plan`; nothing when they are there already. */
export function planDependencies(project: Project, plan: Plan, files: readonly FilePlan[]): void {
  const wanted = new Map<string, { manifest: Manifest; names: Set<string> }>();
  for (const { file, packages } of files) {
    for (const name of packages) {
      const manifest = nearestManifest(project, file);
      if (!manifest || !RANGES[name]) continue;
      const entry = wanted.get(manifest.file) ?? { manifest, names: new Set<string>() };
      wanted.set(manifest.file, entry);
      entry.names.add(name);
    }
  }
  for (const { manifest, names } of wanted.values()) {
    const packages = [...names].map((name) => ({ name, range: RANGES[name]! }));
    const edits = addPackages(plan, manifest, packages);
    // The manifest belongs to every site that needs it.
    for (const site of plan.sites)
      if (site.status === 'migrated' && nearestManifest(project, site.file)?.file === manifest.file)
        site.edits.push(...edits);
  }
}
