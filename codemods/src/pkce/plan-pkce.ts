/**
 * `--to pkce`: each application in which a person signs in gets the flow of its framework once, and each of its sites a
 * redirect or a reason. Adds to a plan; everything belongs to the sites that it is for, so that it can be chosen and undone
 * with them.
 */
import type { Finding, Project, RequestSite } from '@grant-migrate/analysis';
import { conflicts, isSame, withoutTwins } from '../edits/compare.js';
import { contentHash } from '../edits/hash.js';
import { addPackages } from '../manifest/add-packages.js';
import type { MigrationOptions } from '../options.js';
import type { Edit, Plan, SiteOutcome } from '../plan.js';
import { sentenceOf, type ReasonCode } from '../reasons.js';
import { reported, skipped, type FindingOf } from '../site-outcome.js';
import { applicationOf, pathIn, type Application } from './application.js';
import { chooseFramework, frameworkNamed } from './choose-framework.js';
import { envExample } from './env-example.js';
import { filesIn } from './files.js';
import type { Framework, Rewire, Scaffold } from './framework.js';
import { authMigration } from './guide/auth-migration.js';
import { tokenEndpointOf } from './guide/token-endpoint.js';
import { ownManifest } from './own-manifest.js';
import { sdkRewire } from './sdk/index.js';
import { SDK_FLOW, withSdks } from './sdk/sdk-scaffold.js';

/** @throws UnknownFrameworkError when `options.framework` is none of ours, even where no person signs in */
export function planPkce(
  project: Project,
  plan: Plan,
  sites: readonly RequestSite[],
  options: MigrationOptions,
  findingOf: FindingOf,
): void {
  if (options.framework !== undefined) frameworkNamed(options.framework);
  for (const [application, own] of byApplication(project, sites)) {
    if (application === null) {
      for (const site of own) leave(plan, site, findingOf(site), 'framework-not-found');
      continue;
    }
    planApplication(project, plan, application, own, options, findingOf);
  }
}

function planApplication(
  project: Project,
  plan: Plan,
  application: Application,
  sites: readonly RequestSite[],
  options: MigrationOptions,
  findingOf: FindingOf,
): void {
  // An SDK that has the flow itself needs no scaffold around it.
  const files = filesIn(project);
  const own = sites.flatMap((site) => sdkRewire({ project, application, site, files }) ?? []);
  const others = sites.filter((site) => !own.some((rewire) => rewire.site === site));
  const choice = others.length === 0 ? null : chooseFramework(project, application, options.framework);
  if (choice && 'reason' in choice)
    for (const site of others) leave(plan, site, findingOf(site), choice.reason, choice.note);
  const framework = choice && 'framework' in choice ? choice.framework : null;
  const written = withSdks(
    framework?.scaffold({ project, application, sites: others, findingOf }) ?? null,
    own,
  );
  if (!written) return;
  const scaffold = {
    ...written,
    rewires: withoutConflicts([...plan.edits, ...written.wiring], written.rewires),
  };
  // A guide to nothing that was done would only be in the way.
  const isEmpty = !framework && scaffold.rewires.every(({ outcome }) => 'reason' in outcome);
  const shared = isEmpty ? NOTHING : addScaffold(project, plan, application, framework ?? SDK_FLOW, scaffold);
  for (const rewire of scaffold.rewires) addRewire(project, plan, rewire, findingOf(rewire.site), shared);
}

/** What every site of an application has in common: indexes into the plan. */
interface Shared {
  edits: number[];
  created: number[];
}

const NOTHING: Shared = { edits: [], created: [] };

function addScaffold(
  project: Project,
  plan: Plan,
  application: Application,
  framework: Pick<Framework, 'name' | 'side'>,
  scaffold: Scaffold,
): Shared {
  const env = envExample(project, pathIn(application, '.env.example'), scaffold.settings);
  const shared = [...scaffold.wiring, ...('edit' in env ? [env.edit] : [])];
  const guide = authMigration({
    root: application.root,
    framework,
    scaffold: {
      ...scaffold,
      files: [...scaffold.files, ...('created' in env ? [env.created] : [])],
      packages: scaffold.packages.filter(({ name }) => !application.manifest.dependencies.has(name)),
    },
    edits: withoutTwins([...shared, ...scaffold.rewires.flatMap(editsOf)]),
    textOf: (file) => textIn(project, file),
    client: scaffold.client,
    tokenEndpoint: (site) => tokenEndpointOf(project, site),
  });
  const files = [...scaffold.files, guide, ...('created' in env ? [env.created] : [])];
  const created = files
    .filter(({ file }) => typeof project.read(file) !== 'string')
    .map((file) => plan.created.push(file) - 1);
  const edits = shared.map((edit) => addEdit(project, plan, edit));
  return { created, edits: [...edits, ...addPackages(plan, application.manifest, scaffold.packages)] };
}

/** A site whose edits change the same text as others, each otherwise, is left whole. */
function withoutConflicts(others: readonly Edit[], rewires: readonly Rewire[]): Rewire[] {
  const taken = [...others];
  return rewires.map((rewire): Rewire => {
    const edits = editsOf(rewire);
    const isTaken = edits.some((edit) =>
      taken.some((other) => other.file === edit.file && conflicts(edit, other)),
    );
    if (isTaken)
      return {
        site: rewire.site,
        outcome: { reason: 'overlapping-sites', note: sentenceOf('overlapping-sites') },
      };
    taken.push(...edits);
    return rewire;
  });
}

function editsOf({ outcome }: Rewire): readonly Edit[] {
  return 'edits' in outcome ? outcome.edits : [];
}

function textIn(project: Project, file: string): string | null {
  const text = project.read(file);
  return typeof text === 'string' ? text : null;
}

function addRewire(
  project: Project,
  plan: Plan,
  { site, outcome }: Rewire,
  finding: Finding | undefined,
  shared: Shared,
): void {
  if ('reason' in outcome) {
    leave(plan, site, finding, outcome.reason, outcome.note, shared);
    return;
  }
  const edits = outcome.edits.map((edit) => addEdit(project, plan, edit));
  plan.sites.push({
    ...reported(site, finding, 'pkce'),
    status: 'migrated',
    reason: null,
    note: outcome.note,
    edits: [...edits, ...shared.edits],
    created: shared.created,
  });
}

function leave(
  plan: Plan,
  site: RequestSite,
  finding: Finding | undefined,
  reason: ReasonCode,
  note?: string,
  shared: Shared = NOTHING,
): void {
  const outcome: SiteOutcome = {
    ...skipped(site, finding, 'pkce', reason, shared.edits),
    created: shared.created,
  };
  if (note) outcome.note = note;
  plan.sites.push(outcome);
}

function addEdit(project: Project, plan: Plan, edit: Edit): number {
  const same = plan.edits.findIndex((other) => other.file === edit.file && isSame(edit, other));
  if (same >= 0) return same;
  const text = project.read(edit.file);
  if (typeof text === 'string') plan.hashes[edit.file] = contentHash(text);
  return plan.edits.push(edit) - 1;
}

function byApplication(
  project: Project,
  sites: readonly RequestSite[],
): Map<Application | null, RequestSite[]> {
  const byManifest = new Map<string, { application: Application | null; sites: RequestSite[] }>();
  for (const site of sites) {
    const key = ownManifest(project, site.file)?.file ?? '';
    let entry = byManifest.get(key);
    if (!entry)
      byManifest.set(key, (entry = { application: applicationOf(project, site.file) ?? null, sites: [] }));
    entry.sites.push(site);
  }
  return new Map([...byManifest.values()].map((entry) => [entry.application, entry.sites]));
}
