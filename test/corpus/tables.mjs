// What a run of the corpus prints: markdown tables for people, one object for programs, and the lines to read.
import { clientOf, encodingOf } from './shapes.mjs';
import { RULES, tally, tallyBy } from './score.mjs';

const OURS = 'grant-migrate';

/** Every table of a run as markdown, headed by the date and by what was run. */
export function tablesOf(run) {
  const ours = run.outcomes[OURS];
  const date = new Date().toISOString().slice(0, 10);
  const actors = actorsOf(ours);
  const missing = run.absent.length > 0 ? `; not to be had: ${run.absent.join(', ')}` : '';
  return [
    `Run of ${date}: ${run.trees - run.absent.length} trees, ${run.crashed.length} crashes${missing}.`,
    `${run.gone.length} labels stand in files that the tree does not hold any more and are left out (${run.gone.sort().join(', ')}).`,
    `The actor is right in ${actors.right} of ${actors.right + actors.wrong} right findings where the reader was sure of it.`,
    section('Per rule, beside what a team would reach for otherwise', ['tool', 'rule'], perRule(run)),
    section('Per batch', ['batch', 'rule'], rows(tallyBy(ours, both(batchOf)))),
    section('Per encoding', ['encoding', 'rule'], rows(tallyBy(ours, both(inLabel(encodingOf))))),
    section('Per client', ['client', 'rule'], rows(tallyBy(ours, both(inLabel(clientOf))))),
  ].join('\n\n');
}

/** The same figures as values. */
export function resultOf(run) {
  const perTool = Object.entries(run.outcomes).map(([tool, outcomes]) => [
    tool,
    {
      rules: tallyBy(outcomes, ({ rule }) => rule),
      batches: nested(outcomes, batchOf),
      encodings: nested(outcomes, inLabel(encodingOf)),
      clients: nested(outcomes, inLabel(clientOf)),
    },
  ]);
  return {
    trees: run.trees,
    absent: run.absent,
    gone: run.gone,
    crashed: run.crashed,
    actors: actorsOf(run.outcomes[OURS]),
    tools: Object.fromEntries(perTool),
  };
}

/** One line for each place where our findings and the labels part. */
export function linesOf(run) {
  const parted = run.outcomes[OURS].filter(({ outcome }) => outcome !== 'found');
  return [
    ...run.crashed.map((crash) => `CRASH ${crash}`),
    ...parted.map(({ outcome, rule, tree, label, finding }) => {
      const where = label ? `${label.path}:${label.line}` : `${finding.file}:${finding.start.line}`;
      const path = label
        ? ''
        : (finding.paths[0] ?? []).map((step) => `${step.file}:${step.line}`).join(' > ');
      return `${outcome.toUpperCase()} ${rule} ${label?.id ?? '-'} ${tree} ${where} ${label?.why ?? path}`;
    }),
  ];
}

/** How often the actor of a right finding is the one that the reader saw, where the reader was sure. */
function actorsOf(outcomes) {
  const sure = outcomes.filter(
    ({ outcome, label }) => outcome === 'found' && ['machine', 'interactive-user'].includes(label.actor),
  );
  const right = sure.filter(({ label, finding }) => finding.actor === label.actor).length;
  return { right, wrong: sure.length - right };
}

const SEPARATOR = ' | ';
const both = (by) => (outcome) => {
  const key = by(outcome);
  return key === null ? null : `${key}${SEPARATOR}${outcome.rule}`;
};
const batchOf = ({ batch }) => batch;
const inLabel =
  (shapeOf) =>
  ({ label }) =>
    label ? shapeOf(label) : null;

function nested(outcomes, by) {
  const result = {};
  for (const rule of RULES)
    result[rule] = tallyBy(
      outcomes.filter((outcome) => outcome.rule === rule),
      by,
    );
  return result;
}

function perRule(run) {
  return RULES.flatMap((rule) =>
    Object.entries(run.outcomes).map(([tool, outcomes]) => [
      tool,
      rule,
      tally(outcomes.filter((outcome) => outcome.rule === rule)),
    ]),
  );
}

/** Rows in the order of their names, the rules in their usual order. */
function rows(table) {
  return Object.entries(table)
    .map(([key, figures]) => [...key.split(SEPARATOR), figures])
    .sort(
      ([one, rule], [other, otherRule]) =>
        one.localeCompare(other) || RULES.indexOf(rule) - RULES.indexOf(otherRule),
    );
}

const COUNTS = ['found', 'missed', 'wrong', 'unlabelled'];
const QUOTIENTS = {
  recall: 'recall',
  precision: 'precision',
  strictPrecision: 'precision, unlabelled as wrong',
};

/** Lines are [name, rule, figures]. */
function section(title, names, lines) {
  const numbers = [...COUNTS, ...Object.values(QUOTIENTS)];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    line([...names, ...numbers]),
    line([...names.map(() => '---'), ...numbers.map(() => '--:')]),
    ...lines.map(([name, rule, figures]) =>
      line([
        name,
        rule,
        ...COUNTS.map((count) => figures[count]),
        ...Object.keys(QUOTIENTS).map((quotient) => figures[quotient]?.toFixed(2) ?? '–'),
      ]),
    ),
  ].join('\n');
}
