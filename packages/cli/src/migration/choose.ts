import { isCancel, selectKey } from '@clack/prompts';
import type { Plan, SiteOutcome } from '@grant-migrate/codemods';
import type { Codemods } from '../engine.js';
import type { Colors } from '../terminal.js';
import { changesOf } from '../workspace/change.js';
import { colorDiff, unifiedDiff } from './diff.js';
import { editText, type EditedSite } from './edit-site.js';

export interface Choice {
  /** Fingerprints of the sites that shall be migrated. */
  fingerprints: string[];
  edited: EditedSite[];
}

type Answer = 'y' | 'n' | 'e' | 'a' | 'q';

/**
 * Asks for each site that can be migrated, with its part of the diff. Returns undefined when the person broke off: then
 * nothing is written at all.
 */
export async function chooseSites(
  plan: Plan,
  root: string,
  { applyEdits, syntaxErrors }: Pick<Codemods, 'applyEdits' | 'syntaxErrors'>,
  colors: Colors,
): Promise<Choice | undefined> {
  const chosen: Choice = { fingerprints: [], edited: [] };
  const sites = plan.sites.filter(isOffered);
  for (const [i, site] of sites.entries()) {
    const changes = changesOf(partOf(plan, site), root, applyEdits);
    process.stdout.write(`\n${colorDiff(unifiedDiff(changes), colors)}`);
    const proposed = changes.find(({ file }) => file === site.file)?.after.toString('utf8');
    const question = `${site.file}:${site.line}  migrate to ${site.to}? (${i + 1} of ${sites.length})`;
    const answer = await decide(question, proposed, site.file, syntaxErrors, colors);
    if (answer === undefined) return undefined;
    const { key, edited } = answer;
    if (key === 'y' || key === 'e') chosen.fingerprints.push(site.fingerprint);
    if (edited !== undefined && edited !== proposed)
      chosen.edited.push({ file: site.file, proposed: proposed!, edited });
    if (key === 'a') chosen.fingerprints.push(...sites.slice(i).map(({ fingerprint }) => fingerprint));
    if (key === 'a' || key === 'q') break;
  }
  return chosen;
}

/** Asks until there is an answer; a text that does not parse is none. Undefined when the person broke off. */
async function decide(
  question: string,
  proposed: string | undefined,
  file: string,
  syntaxErrors: Codemods['syntaxErrors'],
  { red }: Colors,
): Promise<{ key: Answer; edited?: string } | undefined> {
  // What the person wrote is opened again when it has to be put right.
  let edited = proposed;
  for (;;) {
    const key = await ask(question, proposed !== undefined);
    if (key !== 'e') return key && { key };
    const text = editText(file, edited!);
    if (typeof text === 'string') {
      edited = text;
      const [complaint] = syntaxErrors(file, text);
      if (complaint === undefined || syntaxErrors(file, proposed!).length > 0) return { key, edited };
      process.stdout.write(red(`That does not parse: ${complaint}\n`));
    } else process.stdout.write(red(`${text.failed}\n`));
  }
}

async function ask(message: string, editable: boolean): Promise<Answer | undefined> {
  const answer = await selectKey<Answer>({
    message,
    options: [
      { value: 'y', label: 'yes' },
      { value: 'n', label: 'no' },
      ...(editable ? [{ value: 'e' as const, label: 'edit it first, in your editor' }] : []),
      { value: 'a', label: 'this and all that follow' },
      { value: 'q', label: 'no, and none that follow' },
    ],
  });
  return isCancel(answer) ? undefined : answer;
}

/** What a person can say yes to: a rewrite, or a scaffold that is written for a site that it cannot reach. */
export function isOffered({ status, created = [] }: SiteOutcome): boolean {
  return status === 'migrated' || created.length > 0;
}

function partOf(plan: Plan, site: SiteOutcome): Plan {
  return {
    ...plan,
    edits: site.edits.map((index) => plan.edits[index]!),
    created: (site.created ?? []).map((index) => plan.created[index]!),
  };
}
