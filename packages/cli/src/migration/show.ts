import type { Plan, SiteOutcome } from '@grant-migrate/codemods';
import type { Codemods } from '../engine.js';
import { count, wrap } from '../reporters/words.js';
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

function siteLines(sites: SiteOutcome[], reasons: Codemods['reasons'], view: View): string[] {
  const { green, yellow, dim } = view.colors;
  const places = sites.map(({ file, line }) => `${file}:${line}`);
  const width = Math.min(48, Math.max(...places.map((place) => place.length)));
  const indent = ' '.repeat('migrated  '.length + width + 2);
  return sites.flatMap((site, i) => {
    const migrated = site.status === 'migrated';
    const state = migrated ? green('migrated') : yellow('skipped ');
    const reason = site.reason === null ? undefined : reasons[site.reason];
    const text = migrated
      ? `${site.to}${site.note === '' ? '' : `: ${site.note}`}`
      : site.note || reason?.title || site.reason || '';
    const room = Math.max(30, view.width - indent.length);
    const [first = '', ...rest] = wrap(text, room);
    const lines = [`${state}  ${places[i]!.padEnd(width)}  ${first}`, ...rest.map((line) => indent + line)];
    if (!migrated && site.reason !== null) {
      const advice = reason === undefined ? '' : ` ${reason.whatToDo}`;
      lines.push(...wrap(`${site.reason}.${advice}`, room).map((line) => indent + dim(line)));
    }
    return lines;
  });
}

function dependencyLines({ dependencies }: Plan, { colors }: View): string[] {
  return dependencies.map(
    ({ manifest, name, range }) =>
      `${colors.green('added   ')}  ${name}@${range} ${colors.dim(`to ${manifest}`)}`,
  );
}

function verdict({ plan, changes, written }: Outcome, { colors }: View): string {
  const migrated = plan.sites.filter(({ status }) => status === 'migrated').length;
  const left = plan.sites.filter(needsPerson).length;
  if (plan.sites.length === 0) return colors.green('Nothing to migrate');
  const done = `${count(migrated, 'site')} ${written ? 'migrated' : 'can be migrated'}`;
  const rest = left > 0 ? `, ${left} left to a person` : '';
  const files = `${count(changes.length, 'file')} ${written ? 'written' : 'would change, nothing is written yet'}`;
  return colors.bold(`${done}${rest}`) + colors.dim(` · ${files}`);
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
  if (steps.length === 0 && left?.reason != null)
    steps.push([`grant-migrate explain ${left.reason}`, 'says why, and what to do by hand']);
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(
    ([command, why], i) => `${i === 0 ? 'Next: ' : '      '}${colors.cyan(command.padEnd(width))}   ${why}`,
  );
}
