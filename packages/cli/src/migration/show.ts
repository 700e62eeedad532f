import type { Plan, SiteOutcome } from '@grant-migrate/codemods';
import type { Codemods } from '../engine.js';
import { count, number, wrap } from '../reporters/words.js';
import type { View } from '../terminal.js';
import { certificate } from './certificate.js';
import { colorDiff, unifiedDiff } from './diff.js';
import { needsPerson, type Outcome } from './outcome.js';

/** What a migration did or would do, for a person: the diff, each site, the certificate, and what to run next. */
export function showOutcome(
  outcome: Outcome,
  reasons: Codemods['reasons'],
  install: string[],
  again: string,
  view: View,
): string {
  const { plan, changes } = outcome;
  const blocks: string[][] = [];
  if (changes.length > 0 && outcome.showDiff)
    blocks.push([colorDiff(unifiedDiff(changes), view.colors).trimEnd()]);
  if (plan.sites.length > 0) blocks.push(siteLines(plan.sites, reasons, view));
  if (plan.dependencies.length > 0) blocks.push(dependencyLines(plan, view));
  if (plan.edits.length > 0 || outcome.verification.rolledBack.length > 0)
    blocks.push(certificate(outcome, view));
  blocks.push([verdict(outcome, view), ...nextLines(outcome, install, again, view)]);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Up to this width of a place, what became of it stands beside it, else below. */
const beside = 36;

function siteLines(sites: SiteOutcome[], reasons: Codemods['reasons'], view: View): string[] {
  const { green, yellow, dim } = view.colors;
  const places = sites.map(({ file, line }) => `${file}:${line}`);
  const longest = Math.max(...places.map((place) => place.length));
  const width = longest <= beside ? longest : 0;
  const indent = ' '.repeat('migrated  '.length + (width > 0 ? width + 2 : 0));
  const room = Math.max(30, Math.min(view.width, 110) - indent.length);
  return sites.flatMap((site, i) => {
    const migrated = site.status === 'migrated';
    const lines = wrap(outcomeText(site, reasons), room);
    if (site.reason !== null && !migrated) {
      const advice = reasons[site.reason]?.whatToDo ?? '';
      lines.push(...wrap(`${site.reason}: ${advice}`, room).map(dim));
    }
    const head = `${migrated ? green('migrated') : yellow('skipped ')}  ${places[i]!.padEnd(width)}`;
    const [first = '', ...rest] = width > 0 ? lines : ['', ...lines];
    return [`${head}  ${first}`.trimEnd(), ...rest.map((line) => indent + line)];
  });
}

function outcomeText({ status, to, note, reason }: SiteOutcome, reasons: Codemods['reasons']): string {
  if (status === 'migrated') return note === '' ? to : `${to}: ${note}`;
  return note || reasons[reason ?? '']?.title || reason || '';
}

function dependencyLines({ dependencies }: Plan, { colors }: View): string[] {
  return dependencies.map(
    ({ manifest, name, range }) =>
      `${colors.green('added   ')}  ${name}@${range} ${colors.dim(`to ${manifest}`)}`,
  );
}

function verdict({ plan, changes, written }: Outcome, { colors }: View): string {
  if (plan.sites.length === 0) return colors.green('Nothing to migrate');
  const migrated = plan.sites.filter(({ status }) => status === 'migrated').length;
  const left = plan.sites.filter(needsPerson).length;
  const sites = migrated === 0 ? 'No site' : count(migrated, 'site');
  const parts = [`${sites} ${written ? 'migrated' : 'can be migrated'}`];
  if (left > 0) parts.push(`${number(left)} left to a person`);
  const marked = plan.sites.filter(({ status, edits }) => status === 'skipped' && edits.length > 0).length;
  if (changes.length === 0) return colors.bold(parts.join(', '));
  const files = `${count(changes.length, 'file')} ${written ? 'written' : 'would change, nothing is written yet'}`;
  const notes = marked > 0 ? `, ${count(marked, 'note')} left in the code` : '';
  return colors.bold(parts.join(', ')) + colors.dim(` · ${files}${notes}`);
}

function nextLines({ plan, written }: Outcome, install: string[], again: string, { colors }: View): string[] {
  const steps: [string, string][] = [];
  if (!written && plan.edits.length + plan.created.length > 0)
    steps.push([again, 'checks and writes it; undo takes it back']);
  if (written) {
    for (const command of install) steps.push([command, 'installs what was added']);
    steps.push(['grant-migrate undo', 'brings every file back']);
  }
  const left = plan.sites.find(needsPerson);
  if (left?.reason != null)
    steps.push([`grant-migrate explain ${left.reason}`, 'says why, and what to do by hand']);
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(
    ([command, why], i) => `${i === 0 ? 'Next: ' : '      '}${colors.cyan(command.padEnd(width))}   ${why}`,
  );
}
