/** What the rewires leave behind that nothing uses any more: listed for a person, who knows who else may. */
import { applyEdits } from '../../../edits/apply.js';
import type { Edit } from '../../../plan.js';
import type { Files } from '../../files.js';

const SETTING = /\bprocess\.env\.([A-Z][A-Z0-9_]*)\b/g;
const EXPORTS = /^\s*export\b|\bexports\b/m;

export function leftBehind(files: Files, sources: readonly string[], edits: readonly Edit[]): string[] {
  const before = new Set<string>();
  const after = new Set<string>();
  const steps: string[] = [];
  for (const file of sources) {
    const text = files(file)?.text;
    if (text === undefined) continue;
    const own = edits.filter((edit) => edit.file === file);
    const rest = own.length === 0 ? text : applyEdits(text, own);
    for (const [, name] of text.matchAll(SETTING)) before.add(name!);
    for (const [, name] of rest.matchAll(SETTING)) after.add(name!);
    if (own.length > 0 && EXPORTS.test(text) && !EXPORTS.test(rest))
      steps.push(`\`${file}\` exports nothing any more: delete it.`);
  }
  const unused = [...before].filter((name) => !after.has(name));
  if (unused.length > 0)
    steps.push(
      `No source reads ${unused.map((name) => `\`${name}\``).join(', ')} any more: take what nothing else needs out of the environment.`,
    );
  return steps;
}
