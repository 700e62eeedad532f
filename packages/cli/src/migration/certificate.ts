import { count } from '../reporters/words.js';
import type { View } from '../terminal.js';
import type { Outcome } from './outcome.js';

/** What the run proved of itself, one line a proof. A proof that could not be made says so instead of passing. */
export function certificate({ verification, untyped, untouched }: Outcome, { colors }: View): string[] {
  const { green, red, yellow, dim } = colors;
  const line = (passed: boolean, yes: string, no: string) =>
    passed ? `${green('✓')} ${yes}` : `${red('✗')} ${no}`;
  const { parses, idempotent, silent, typecheck, rolledBack } = verification;
  const lines = [
    line(parses, 'every rewritten file parses', 'a rewritten file does not parse'),
    line(idempotent, 'a second run changes nothing', 'a second run would change something again'),
    line(silent, 'the rules are silent at the migrated sites', 'a rule still reports a migrated site'),
  ];
  if (typecheck !== null) {
    const { before, after } = typecheck;
    const counts = dim(`: ${before} before, ${after} after`);
    lines.push(line(after <= before, `no new type error${counts}`, `new type errors${counts}`));
  }
  const unchecked = typecheck === null ? 'types not checked' : 'types not checked everywhere';
  if (typecheck === null || untyped.length > 0)
    lines.push(`${yellow('–')} ${unchecked}${dim(`: ${untyped.join('; ') || 'no file is left'}`)}`);
  if (untouched !== null) {
    const { files, changed } = untouched;
    const others = `${count(files, 'other source file')} byte-identical`;
    lines.push(
      line(changed.length === 0, others, `changed meanwhile by somebody else: ${changed.join(', ')}`),
    );
  }
  for (const file of rolledBack) lines.push(`${red('✗')} ${file} failed its checks and was left as it was`);
  return lines;
}
