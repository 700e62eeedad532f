// Compares the findings of one written case with what its writer expects. Places are markers `/*@X*/` in the text.
import { analyzeProject, type Finding, type RuleId } from '@grant-migrate/analysis';

interface Place {
  file: string;
  marker: string;
}

interface Expectation extends Place {
  rule: RuleId;
  /** Other places that are as right: the class instead of its export, the inner instead of the outer call. */
  accept?: (string | Place)[];
  /** Other rules that are as right a verdict here. */
  altRules?: RuleId[];
  actor?: string;
}

export interface WrittenCase {
  id: string;
  title: string;
  group: string;
  files: Record<string, string>;
  expect: Expectation[];
  why: string;
}

/** One (rule, place) that was expected or reported. */
export interface Verdict {
  id: string;
  group: string;
  rule: RuleId;
  outcome: 'found' | 'missed' | 'wrong';
}

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
const SCORED: readonly RuleId[] = ['no-password-grant', 'no-token-request-in-loop', 'require-token-reuse'];

/** Analyses the case in memory; each expectation takes one finding, and a finding that none takes is wrong. */
export function verdictsOf(written: WrittenCase): Verdict[] {
  const files = Object.keys(written.files)
    .filter((file) => SOURCE.test(file))
    .sort();
  const { findings } = analyzeProject(
    {
      root: `/virtual/${written.id}`,
      files,
      read: (file) => written.files[file] ?? { unreadable: 'ENOENT' },
    },
    { preset: 'recommended' },
  );
  const left = new Set(findings.filter(({ ruleId }) => SCORED.includes(ruleId)));
  const { id, group } = written;
  const expected = written.expect.map((one): Verdict => {
    const taken = [...left].find((finding) => fits(finding, one, written));
    if (taken) left.delete(taken);
    return { id, group, rule: one.rule, outcome: taken ? 'found' : 'missed' };
  });
  const wrong = [...left].map(({ ruleId }): Verdict => ({ id, group, rule: ruleId, outcome: 'wrong' }));
  return [...expected, ...wrong];
}

function fits(finding: Finding, expected: Expectation, written: WrittenCase): boolean {
  if (![expected.rule, ...(expected.altRules ?? [])].includes(finding.ruleId)) return false;
  const others = (expected.accept ?? []).map((one) =>
    typeof one === 'string'
      ? { file: expected.file, marker: one }
      : { ...one, file: one.file ?? expected.file },
  );
  return [expected, ...others].some(({ file, marker }) => {
    const line = lineOf(written.files[file] ?? '', marker);
    return finding.file === file && line !== null && Math.abs(finding.start.line - line) <= 1;
  });
}

function lineOf(text: string, marker: string): number | null {
  const at = text.indexOf(`/*@${marker}*/`);
  return at === -1 ? null : text.slice(0, at).split('\n').length;
}
