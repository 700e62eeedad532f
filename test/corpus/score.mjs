// Compares the findings of one tool on one tree with its labels. Labels are lines, so that any tool can be compared.
export const RULES = ['no-password-grant', 'no-token-request-in-loop', 'require-token-reuse'];

/**
 * The outcomes of a tree, one a (rule, label) pair that says something: `found`, `missed`, `wrong` (a finding where a
 * reader saw that there is none) and, in trees that were read whole, `unlabelled` (a finding where no label stands).
 */
export function scoreTree(tree, findings) {
  const outcomes = [];
  const spokenOf = new Set();
  for (const label of tree.labels)
    for (const rule of RULES) {
      const { outcome, matched } = scoreLabel(label, rule, findings);
      for (const finding of matched) spokenOf.add(finding);
      if (outcome === null || label.ambiguous || label.undecided?.includes(rule)) continue;
      outcomes.push({
        tree: tree.key,
        batch: label.batch,
        rule,
        label,
        outcome,
        finding: matched[0] ?? null,
      });
    }
  if (tree.whole)
    for (const finding of findings)
      if (RULES.includes(finding.ruleId) && !spokenOf.has(finding))
        outcomes.push({
          tree: tree.key,
          batch: tree.batch,
          rule: finding.ruleId,
          label: null,
          outcome: 'unlabelled',
          finding,
        });
  return outcomes;
}

function scoreLabel(label, rule, findings) {
  const inLoop = rule === 'require-token-reuse' && label.rules.includes('no-token-request-in-loop');
  // A request that itself stands in a loop is reported by the loop rule alone.
  const candidates = findings.filter(
    ({ ruleId }) => ruleId === rule || (inLoop && ruleId === 'no-token-request-in-loop'),
  );
  if (label.rules.includes(rule)) {
    const matched = candidates.filter((finding) => speaksOf(finding, label));
    return { outcome: matched.length > 0 ? 'found' : 'missed', matched };
  }
  if (inLoop) return { outcome: null, matched: [] };
  const matched = candidates.filter((finding) => contradicts(finding, rule, label));
  return { outcome: matched.length > 0 ? 'wrong' : null, matched };
}

/** A right finding stands at the label or names it: as a place of its path or as a related place. */
function speaksOf(finding, label) {
  const tolerance = label.located === 'approximate' ? 4 : 2;
  const right = [label, ...(label.accept ?? [])];
  return places(finding).some(({ file, line, endLine }) =>
    right.some(
      (at) => file === at.path && line - tolerance <= at.line && at.line <= (endLine ?? line) + tolerance,
    ),
  );
}

/** A wrong finding stands at the label; where nothing is wrong at all, a reuse path through it is wrong as well. */
function contradicts(finding, rule, label) {
  const here = ({ file, line }) => file === label.path && Math.abs(line - label.line) <= 1;
  if (here({ file: finding.file, line: finding.start.line })) return true;
  return rule === 'require-token-reuse' && label.rules.length === 0 && places(finding).some(here);
}

function places(finding) {
  return [
    { file: finding.file, line: finding.start.line, endLine: finding.end?.line },
    ...(finding.related ?? []).map(({ file, line }) => ({ file: file ?? finding.file, line })),
    ...(finding.paths ?? []).flat(),
  ].filter(({ line }) => line);
}

/**
 * Counts and quotients of outcomes. `precision` speaks of labelled lines alone; `strictPrecision` takes every unlabelled
 * finding for a wrong one, which is too hard (readers overlook some) and therefore a lower bound.
 */
export function tally(outcomes) {
  const count = (kind) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const [found, missed, wrong, unlabelled] = ['found', 'missed', 'wrong', 'unlabelled'].map(count);
  return {
    found,
    missed,
    wrong,
    unlabelled,
    recall: quotient(found, found + missed),
    precision: quotient(found, found + wrong),
    strictPrecision: quotient(found, found + wrong + unlabelled),
  };
}

const quotient = (part, whole) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 1000);

/** A table of outcomes grouped by what `by` answers, in the order of first appearance. */
export function tallyBy(outcomes, by) {
  const groups = new Map();
  for (const outcome of outcomes) {
    const key = by(outcome);
    if (key === null) continue;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(outcome);
  }
  return Object.fromEntries([...groups].map(([key, members]) => [key, tally(members)]));
}
