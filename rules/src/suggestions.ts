/**
 * The rewrite of a finding as a suggestion: what `grant-migrate migrate` would do, where one file holds it. Never a fix that
 * is applied without being asked for.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Finding, Settings } from '@grant-migrate/analysis';
import type { Edit, planMigration, SiteOutcome } from '@grant-migrate/codemods';
import type { Rule } from 'eslint';
import { markLength, planBasisOf } from './host.js';
import { onceAFile } from './once-a-file.js';

export interface Suggestion {
  /** What it does, for a person. */
  what: string;
  /** Offsets into ESLint's text. */
  edits: Omit<Edit, 'file'>[];
}

/** The suggestion for a finding of the linted file; undefined when it has none, or when the codemods are not installed. */
export function suggestionFor(
  context: Rule.RuleContext,
  settings: Settings,
  finding: Finding,
): Suggestion | undefined {
  return suggestionsOf(context, settings).get(finding.fingerprint);
}

/** By fingerprint of each finding that speaks of the request: one rewrite may answer two rules. */
const suggestionsOf = onceAFile((context, settings): ReadonlyMap<string, Suggestion> => {
  const suggestions = new Map<string, Suggestion>();
  const plan = codemods(context.cwd);
  const basis = plan && planBasisOf(context, settings);
  if (!basis) return suggestions;
  const { file, project, analysis } = basis;
  const { sites, edits, created } = plan(project, analysis, { to: 'auto', files: [file] });
  if (created.length > 0) return suggestions;
  for (const site of sites) {
    const suggestion = asSuggestion(site, edits, markLength(context));
    const request = analysis.requests.find(
      (one) => one.file === file && one.start.line === site.line && one.findings.includes(site.fingerprint),
    );
    if (suggestion)
      for (const fingerprint of request?.findings ?? []) suggestions.set(fingerprint, suggestion);
  }
  return suggestions;
});

/** The manifest is the one other file that a rewrite may need: a person is told of it. */
function asSuggestion(site: SiteOutcome, edits: readonly Edit[], mark: number): Suggestion | undefined {
  if (site.status !== 'migrated') return undefined;
  const own = site.edits.map((index) => edits[index]!);
  const elsewhere = own.filter(({ file }) => file !== site.file);
  if (!elsewhere.every(({ file }) => /(^|\/)package\.json$/.test(file))) return undefined;
  const what = TARGETS[site.to] ?? `Migrate to ${site.to}`;
  return {
    what: `${what}.${elsewhere.length > 0 ? ' Then add @grant-migrate/token-client to package.json.' : ''}`,
    edits: own
      .filter(({ file }) => file === site.file)
      .map(({ start, end, text }) => ({ start: start - mark, end: end - mark, text })),
  };
}

const TARGETS: Record<string, string> = {
  'cached-client': 'Get the token from the token client, which reuses it until it expires',
  'client-credentials': 'Sign in with client credentials, and reuse the token until it expires',
};

type PlanMigration = typeof planMigration;
let loaded: PlanMigration | null | undefined;

/**
 * Those that are installed beside this plugin or with the project's `grant-migrate`; null without them. Loaded for the first
 * finding alone: they bring a compiler along.
 */
function codemods(cwd: string): PlanMigration | null {
  if (loaded !== undefined) return loaded;
  const beside = createRequire(import.meta.url);
  const ofProject = createRequire(join(cwd, 'package.json'));
  loaded =
    tried(() => beside('@grant-migrate/codemods/plan')) ??
    tried(() =>
      createRequire(ofProject.resolve('grant-migrate/package.json'))('@grant-migrate/codemods/plan'),
    ) ??
    null;
  return loaded;
}

function tried(load: () => unknown): PlanMigration | undefined {
  try {
    return (load() as { planMigration: PlanMigration }).planMigration;
  } catch {
    return undefined;
  }
}
